// An iteration reads what another one writes.
// RUN: %check %s
#include <ptools/ptools.hpp>

void carried(double* a, ptools::shared_array<double>& b, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = a[i - 1] + 1.0; // expected: PT0031 "an iteration reads 'a[i - 1]', which another iteration writes as 'a[i]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    b[i] += b[i + 1]; // expected: PT0031 "'b[i + 1]'"
  [[ptools::parallel]]
  for (int i = 2; i < n; i += 2)
    a[i] = a[i - 2]; // expected: PT0031 "'a[i - 2]'"
}

void accepted(double* a, const double* old, double** rows, int n) {
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    a[i] = old[i - 1] + old[i + 1] + a[i];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; i += 2)
    a[i] = a[i - 1] + a[i + 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 1; j < n; ++j)
      rows[i][j] += rows[i][j - 1];
}
