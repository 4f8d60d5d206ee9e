// -Rptools tells what is shipped and how the loop runs.
// RUN: %check %s
// rewrite-flags: --remarks
#include <ptools/ptools.hpp>

double sum(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus)]] // expected-remark@+1: PT0040 "parallel loop"
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
