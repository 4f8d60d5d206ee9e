// Objects that own containers of the shared heap beside other parts: workers see those containers,
// and get copies of the rest.
#include <array>
#include <cstdio>
#include <unistd.h>
#include <string>
#include <utility>
#include <vector>
#include <ptools/ptools.hpp>

template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;

struct weights {
  shared_vector<double> of;
  std::string tag;
};

struct model {
  ptools::shared_array<double> u;
  int n;
  std::string name;
  std::vector<double> coefficients;
  weights inner;
  std::array<shared_vector<int>, 2> both;
  const std::string unit = "a unit that has a longer name";
  const double* constants = nullptr;
};

// Private parts, so that nobody but the compiler knows them.
class grid {
public:
  grid(int w, int h) : cells_(static_cast<std::size_t>(w) * h), w_(w), h_(h) {}
  double& at(int x, int y) { return cells_[y * w_ + x]; }
  double at(int x, int y) const { return cells_[y * w_ + x]; }
  int height() const { return h_; }
  int width() const { return w_; }

private:
  ptools::shared_array<double> cells_;
  shared_vector<char> mask_ = shared_vector<char>(10, 'x');
  int w_, h_;
};

class layered : public grid {
public:
  layered(int w, int h) : grid(w, h), below(w, h) {}
  grid below;
};

static model everywhere{ptools::shared_array<double>(), 0, "", {}, {}, {}};

int main() {
  const int n = 300;
  ptools::shared_array<double> table(4);
  table[2] = 0.25;
  model m{ptools::shared_array<double>(n),
          n,
          "a name that is longer than its own small buffer",
          {1, 2, 3},
          {shared_vector<double>(n, 2.0), "tag"},
          {shared_vector<int>(n), shared_vector<int>(n)}};
  m.constants = table.data();
  std::pair<shared_vector<double>, std::string> p{shared_vector<double>(n), "pair"};
  std::array<ptools::shared_array<double>, 2> two{ptools::shared_array<double>(n),
                                                  ptools::shared_array<double>(n)};
  long letters = 0;
  for (int round = 0; round < 3; ++round) {
    m.name += "!";
    [[ptools::parallel(reduce=plus(letters), schedule=dynamic)]]
    for (int i = 0; i < n; ++i) {
      if (i % 10 == 0) usleep(100); // so that workers have a part in it
      m.u[i] = m.coefficients[i % 3] * m.inner.of[i] + m.constants[2];
      m.both[1][i] = i;
      p.first[i] = static_cast<double>(p.second.size());
      two[1][i] = i;
      letters += static_cast<long>(m.name.size() + m.inner.tag.size() + m.unit.size());
    }
  }
  std::printf("%g %d %g %g %ld\n", m.u[n - 1], m.both[1][n - 1], p.first[n - 1], two[1][n - 1],
              letters);

  grid g(20, 30);
  const grid& seen = g;
  layered l(20, 30);
  [[ptools::parallel]]
  for (int y = 0; y < g.height(); ++y)
    for (int x = 0; x < g.width(); ++x) {
      g.at(x, y) = x * y;
      l.at(x, y) = x;
      l.below.at(x, y) = y;
    }
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int y = 0; y < g.height(); ++y)
    for (int x = 0; x < g.width(); ++x) sum += seen.at(x, y) + l.at(x, y) * l.below.at(x, y);
  std::printf("%g\n", sum);

  everywhere.u = ptools::shared_array<double>(n);
  for (int round = 0; round < 3; ++round) {
    everywhere.name += "global";
    everywhere.n = round;
    [[ptools::parallel(reduce=plus(letters))]]
    for (int i = 0; i < n; ++i) {
      everywhere.u[i] += everywhere.n;
      letters += static_cast<long>(everywhere.name.size());
    }
  }
  std::printf("%g %ld\n", everywhere.u[n - 1], letters);
}
