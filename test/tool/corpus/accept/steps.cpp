// Steps other than one, in every accepted spelling.
// RUN: %accept %s
#include <ptools/ptools.hpp>

void evens(double* a, int n) {
  // shape: canonical, step, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 2)
    a[i] = 0.0;
}

void by_variable(double* a, int n, int stride) {
  // shape: canonical, step, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; i += stride)
    a[i] *= 2.0;
}

void by_sum(double* a, long n) {
  // shape: canonical, step, captured-write, raw-write
  [[ptools::parallel]]
  for (long i = 0; i < n; i = i + 4) {
    a[i] = 1.0;
    a[i + 1] = 2.0;
    a[i + 2] = 3.0;
    a[i + 3] = 4.0;
  }
}

void backwards(double* a, int n) {
  // shape: canonical, step, le-ge, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = n - 1; i >= 1; i -= 2)
    a[i] = -a[i];
}

void backwards_one(const double* in, double* out, int n) {
  // shape: canonical, step, raw-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = n; i > 0; i--)
    out[n - i] = in[i - 1];
}

// Red cells are computed from black ones only: the step keeps them apart.
void red_half_step(double* u, const double* f, int n) {
  // shape: canonical, step, low-bound, raw-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; i += 2)
    u[i] = 0.5 * (u[i - 1] + u[i + 1] - f[i]);
}

void pairs(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[2 * i] += a[2 * i + 1];
}
