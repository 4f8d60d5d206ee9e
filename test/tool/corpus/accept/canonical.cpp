// Canonical loops with an integer index that fill arrays through raw pointers.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cmath>
#include <cstddef>

void axpy(int n, double a, const double* x, double* y) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    y[i] += a * x[i];
}

void triad(double* __restrict a, const double* __restrict b, const double* __restrict c, long n) {
  const double scalar = 3.0;
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (long j = 0; j < n; j++) {
    a[j] = b[j] + scalar * c[j];
  }
}

void square_roots(const float* in, float* out, std::size_t n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; ++i) {
    const float value = in[i];
    out[i] = value < 0.0f ? 0.0f : std::sqrt(value);
  }
}

void iota(int* to, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel()]]
  for (int i = 0; i < n; ++i)
    *(to + i) = i;
}

void mask(const unsigned char* image, unsigned char* marks, int pixels, unsigned char threshold) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int p = 0; p < pixels; ++p) {
    if (image[p] > threshold)
      marks[p] = 1;
    else
      marks[p] = 0;
  }
}
