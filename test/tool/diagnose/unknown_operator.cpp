// Reduction operators that do not exist.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sums(const double* a, int n) {
  double s = 0.0, p = 1.0;
  bool all = true;
  [[ptools::parallel(reduce=+)]] // expected: PT0008 "'+' is no reduction operator; did you mean 'plus'?"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=*(p))]] // expected: PT0008 "did you mean 'multiplies'?"
  for (int i = 0; i < n; ++i)
    p *= a[i];
  [[ptools::parallel(reduce=&&(all))]] // expected: PT0008 "did you mean 'logical_and'?"
  for (int i = 0; i < n; ++i)
    all = all && a[i] > 0.0;
  [[ptools::parallel(reduce=pluss(s))]] // expected: PT0008 "'pluss' is no reduction operator; did you mean 'plus'?"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=42)]] // expected: PT0008 "'42'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0008
  [[ptools::parallel(reduce=plus(s), reduce=multiplies(p), reduce=logical_and(all))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    p *= a[i];
    all = all && a[i] > 0.0;
  }
  return all ? s : p;
}
