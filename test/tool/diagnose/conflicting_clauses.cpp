// One variable in two clauses that exclude each other.
// RUN: %check %s
#include <ptools/ptools.hpp>

double both(const double* a, int n) {
  double s = 0.0, m = 0.0;
  [[ptools::parallel(reduce=plus(s), reduce=max(s))]] // expected: PT0010 "'s' stands in both"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(s), shared(s))]] // expected: PT0010 "'s' stands in both"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0010
  [[ptools::parallel(reduce=plus(s), reduce=max(m))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    if (a[i] > m)
      m = a[i];
  }
  return s + m;
}
