// Pi as the area of a quarter of the unit circle, by the midpoint rule.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const long n = 500'000'000;
  const double h = 1.0 / n;
  double sum = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (long i = 0; i < n; ++i) {
    const double x = (i + 0.5) * h;
    sum += 4 / (1 + x * x);
  }
  std::printf("%.10f\n", sum * h);
}
