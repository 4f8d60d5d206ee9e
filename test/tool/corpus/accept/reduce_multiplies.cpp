// reduce=multiplies.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <complex>

double product(const double* a, int n) {
  double p = 1.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=multiplies)]]
  for (int i = 0; i < n; ++i)
    p *= a[i];
  return p;
}

unsigned factorial(unsigned n) {
  unsigned f = 1;
  // shape: canonical, low-bound, le-ge, unsigned-index, reduction
  [[ptools::parallel(reduce=multiplies(f))]]
  for (unsigned i = 2; i <= n; ++i)
    f = f * i;
  return f;
}

long double other_side(const double* a, int n) {
  long double p = 1.0L;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=multiplies(p))]]
  for (int i = 0; i < n; ++i)
    p = a[i] * p;
  return p;
}

std::complex<double> rotations(const double* angle, int n) {
  std::complex<double> z(1.0, 0.0);
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=multiplies)]]
  for (int i = 0; i < n; ++i)
    z *= std::polar(1.0, angle[i]);
  return z;
}
