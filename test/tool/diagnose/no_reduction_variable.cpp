// reduce without an operand, and nothing that it could mean.
// RUN: %check %s
#include <ptools/ptools.hpp>

double none(double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus)]] // expected: PT0019 "'reduce=plus' names no variable"
  for (int i = 0; i < n; ++i)
    a[i] += 1.0;
  [[ptools::parallel(reduce=max)]] // expected: PT0019 "'reduce=max' names no variable"
  for (int i = 0; i < n; ++i) {
    double largest = 0.0;
    if (a[i] > largest)
      largest = a[i];
    a[i] = largest;
  }
  // accepted: PT0019
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
