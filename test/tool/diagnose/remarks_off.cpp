// Without -Rptools nothing is told.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sum(const double* a, int n) {
  double s = 0.0;
  // accepted: PT0040
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
