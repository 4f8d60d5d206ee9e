// Clauses that may stand once stand twice.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sums(const double* a, int n) {
  double s = 0.0, m = 0.0;
  [[ptools::parallel(reduce=plus, schedule=static, schedule=dynamic)]] // expected: PT0005 "'schedule' is given twice"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(workers=2, reduce=plus, workers=3)]] // expected: PT0005 "'workers'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(if=n > 1, if=n < 9, reduce=plus)]] // expected: PT0005 "'if'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0005
  [[ptools::parallel(reduce=plus(s), reduce=max(m), schedule=static, workers=2)]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    if (a[i] > m)
      m = a[i];
  }
  return s + m;
}
