// Clauses that do not exist, with the nearest known spelling.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sums(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(redcue=plus)]] // expected: PT0003 "unknown clause 'redcue' of 'ptools::parallel'; did you mean 'reduce'?"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, shedule=static)]] // expected: PT0003 "did you mean 'schedule'?"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus, num_threads=4)]] // expected: PT0003 "unknown clause 'num_threads'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0003
  [[ptools::parallel(reduce=plus, schedule=static, workers=4)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
