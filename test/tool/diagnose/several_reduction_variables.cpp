// reduce without an operand, and several variables that it could mean.
// RUN: %check %s
#include <ptools/ptools.hpp>

double two(const double* a, int n) {
  double sum = 0.0, squares = 0.0, largest = 0.0;
  [[ptools::parallel(reduce=plus)]] // expected: PT0020 "'reduce=plus' names no variable, and the body accumulates into several"
  for (int i = 0; i < n; ++i) {
    sum += a[i];
    squares += a[i] * a[i];
  }
  // accepted: PT0020
  [[ptools::parallel(reduce=plus, reduce=max)]]
  for (int i = 0; i < n; ++i) {
    sum += a[i];
    if (largest < a[i])
      largest = a[i];
  }
  return sum + squares + largest;
}
