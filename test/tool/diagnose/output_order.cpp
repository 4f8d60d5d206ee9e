// Output from iterations is legal; its order is not that of the serial program.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

void prints(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.0;
    std::cout << i << '\n'; // expected-warning: PT0039 "the output of iterations comes in any order"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.0;
    std::printf("%d\n", i); // expected-warning: PT0039 "'printf'"
  }
}

void accepted(double* a, int n) {
  // accepted: PT0039
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::ostringstream text;
    text << i;
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%d", i);
    a[i] = static_cast<double>(text.str().size()) + buffer[0];
  }
}
