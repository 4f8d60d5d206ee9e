// Types that no reduction is possible on.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

void types(int* a, int n) {
  int* p = a;
  [[ptools::parallel(reduce=plus(p))]] // expected: PT0022 "'p' has type"
  for (int i = 0; i < n; ++i)
    p += 1;
  double x = 0.0;
  // accepted: PT0022
  [[ptools::parallel(reduce=plus(x))]]
  for (int i = 0; i < n; ++i)
    x += a[i];
}
