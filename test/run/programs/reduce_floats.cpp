// Floating-point sums: lines that begin with ~ may differ from the plain build by reassociation
// (~5: by 1e-5 at most), never between worker counts.
#include <cmath>
#include <complex>
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 100'000;
  double pi = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    const double x = (i + 0.5) / n;
    pi += 4.0 / (1.0 + x * x) / n;
  }
  std::printf("~ %.17g\n", pi);

  float single = 1.5f;
  [[ptools::parallel(reduce=plus(single))]]
  for (int i = 1; i <= 1000; ++i) single += 1.0f / static_cast<float>(i);
  std::printf("~5 %.6g\n", static_cast<double>(single));

  long double wide = 0;
  [[ptools::parallel(reduce=plus(wide))]]
  for (int i = 1; i <= n; ++i) wide += 1.0L / i;
  std::printf("~ %.17Lg\n", wide);

  std::complex<double> z = {1, -1};
  [[ptools::parallel(reduce=plus(z))]]
  for (int i = 0; i < n; ++i) z += std::polar(1.0 / (i + 1), 0.001 * i);
  std::printf("~ %.17g\n~ %.17g\n", z.real(), z.imag());

  double largest = -1e300, smallest = 1e300;
  [[ptools::parallel(reduce=max(largest), reduce=min(smallest))]]
  for (int i = 0; i < n; ++i) {
    const double v = std::sin(i * 0.37) * i;
    if (v > largest) largest = v;
    if (v < smallest) smallest = v;
  }
  std::printf("%.17g %.17g\n", largest, smallest);
}
