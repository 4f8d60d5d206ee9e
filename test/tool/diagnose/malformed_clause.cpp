// Clauses that are written wrongly.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sums(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce)]] // expected: PT0004 "'reduce=OPERATOR'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, schedule=statik)]] // expected: PT0004 "'statik' is no schedule"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, schedule=dynamic())]] // expected: PT0004 "chunk"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, workers)]] // expected: PT0004 "'workers=VALUE'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, backend=gpu)]] // expected: PT0004 "'gpu' is no back end"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, progress=3)]] // expected: PT0004 "one string literal"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, identity(s))]] // expected: PT0004 "identity(VARIABLE = VALUE)"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(s + 1))]] // expected: PT0004 "is no name of a variable"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(), if=n > 4)]] // expected: PT0004 "empty"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0004
  [[ptools::parallel(reduce=plus(s), schedule=dynamic(4), workers=2, progress="sum", if=n > 4)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
