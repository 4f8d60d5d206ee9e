// Every iteration writes one element of shared memory.
// RUN: %check %s
#include <ptools/ptools.hpp>

void same(ptools::shared_array<double>& a, double* p, int n, int k) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[0] = i; // expected: PT0030 "a[0]"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    *p += i; // expected: PT0030 "*p"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    p[k] += i; // expected: PT0030 "p[k]"
}

void accepted(ptools::shared_array<double>& a, double* p, const double* q, double** rows, int n, int k) {
  // accepted: PT0030
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = q[0] + q[k];
    *(p + i) = q[0];
    rows[i][0] = 1.0;
  }
}
