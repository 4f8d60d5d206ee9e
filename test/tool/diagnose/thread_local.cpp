// Variables that every thread has a copy of.
// RUN: %check %s
#include <ptools/ptools.hpp>

thread_local int scratch = 0;
thread_local double cache[4];

void uses(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = scratch; // expected: PT0034 "the body uses 'scratch', which has a copy in every thread"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    cache[i % 4] = i; // expected: PT0034 "'cache'"
    a[i] = 0.0;
  }
}

void accepted(double* a, int n) {
  const int mine = scratch;
  // accepted: PT0034
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = mine;
}
