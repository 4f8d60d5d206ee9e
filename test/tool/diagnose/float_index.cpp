// An index of floating type: the number of iterations depends on rounding.
// RUN: %check %s
#include <ptools/ptools.hpp>

double integral(int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus)]]
  for (double x = 0.0; x < 1.0; x += 0.001) // expected: PT0013 ""
    s += x * x;
  // accepted: PT0013
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    const double x = (i + 0.5) / n;
    s += x * x;
  }
  return s;
}
