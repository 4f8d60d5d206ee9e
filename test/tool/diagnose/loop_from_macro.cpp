// Loops whose header is written by a macro.
// RUN: %check %s
#include <ptools/ptools.hpp>

#define EACH(i, n) for (int i = 0; i < (n); ++i)
#define LIMIT 100
#define PARALLEL [[ptools::parallel]]

void from_macro(double* a, int n) {
  [[ptools::parallel]]
  EACH(i, n) // expected: PT0012 "comes from a macro"
    a[i] = 0.0;
}

void accepted(double* a) {
  // accepted: PT0012
  PARALLEL
  for (int i = 0; i < LIMIT; ++i)
    a[i] = LIMIT;
}
