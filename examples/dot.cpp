// The dot product of two vectors that all processes see, filled by one loop and read by another.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const long n = 10'000'000;
  ptools::shared_array<double> a(n), b(n);

  [[ptools::parallel]]
  for (long i = 0; i < n; ++i) {
    a[i] = 1 + i % 10;
    b[i] = 1.0 / (1 + i % 7);
  }

  double dot = 0;
  for (int repeat = 0; repeat < 60; ++repeat) {
    [[ptools::parallel(reduce=plus(dot))]]
    for (long i = 0; i < n; ++i) dot += a[i] * b[i];
  }
  std::printf("%.6e\n", dot);
}
