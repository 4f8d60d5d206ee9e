// Containers whose elements live in the shared heap.
#include <cstdio>
#include <vector>
#include <ptools/ptools.hpp>

template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;

struct particle {
  double x = 0, v = 1;
};

int main() {
  shared_vector<int> squares(2000);
  [[ptools::parallel]]
  for (int i = 0; i < 2000; ++i) squares[i] = i * i % 1000;
  long s = 0;
  for (int x : squares) s += x;
  std::printf("%ld\n", s);

  shared_vector<particle> particles(300);
  for (int step = 0; step < 5; ++step) {
    [[ptools::parallel]]
    for (std::size_t i = 0; i < particles.size(); ++i) {
      particles[i].v += 0.5 * static_cast<double>(i % 4);
      particles[i].x += particles[i].v;
    }
  }
  double x = 0;
  for (const particle& p : particles) x += p.x;
  std::printf("%g\n", x);

  squares.push_back(5);
  [[ptools::parallel(reduce=plus)]]
  for (int value : squares) s += value;
  std::printf("%ld\n", s);
}
