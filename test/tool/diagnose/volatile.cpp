// volatile and const do not hide a write, nor invent one.
// RUN: %check %s
#include <ptools/ptools.hpp>

void writes(double* a, int n) {
  volatile int last = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.0;
    last = i; // expected: PT0024 "'last'"
  }
}

void accepted(double* a, volatile double* device, int n) {
  volatile int offset = 3;
  // accepted: PT0024
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double* const p = a + i;
    device[i] = *p + offset;
  }
}
