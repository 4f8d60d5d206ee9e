// Qualified pointers: restrict, volatile elements, const pointers.
// RUN: %accept %s
#include <ptools/ptools.hpp>

void restricted(const double* __restrict from, double* __restrict to, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    to[i] = from[i];
}

void volatile_elements(volatile int* registers, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    registers[i] = 0;
}

void constant_pointers(double* const to, const double* const from, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    to[i] = from[i];
}
