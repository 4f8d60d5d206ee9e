// Steps that lead away from the bound.
// RUN: %check %s
#include <ptools/ptools.hpp>

void away(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; --i) // expected: PT0013 ""
    a[-i] = 0.0;
  [[ptools::parallel]]
  for (int i = n; i > 0; i += 1) // expected: PT0013 ""
    a[i] = 0.0;
  // accepted: PT0013
  [[ptools::parallel]]
  for (int i = n; i > 0; --i)
    a[i] = 0.0;
}
