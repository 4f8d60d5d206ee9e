// 'module' is an ordinary name elsewhere.
// RUN: %check %s
#include <ptools/ptools.hpp>

void clear(double* a, int module) {
  // accepted: PT0038
  [[ptools::parallel]]
  for (int i = 0; i < module; ++i)
    a[i] = 0.0;
}
