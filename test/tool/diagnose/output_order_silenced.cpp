// The warning about output can be switched off.
// RUN: %check %s
// rewrite-flags: --no-warning=output-order
#include <ptools/ptools.hpp>

#include <iostream>

void accepted(double* a, int n) {
  // accepted: PT0039
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.0;
    std::cout << i << '\n';
  }
}
