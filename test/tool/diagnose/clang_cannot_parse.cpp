// expected: PT0037 "Clang cannot parse this file"
// Text that g++ takes and Clang does not.
// RUN: %check %s
#include <ptools/ptools.hpp>

#ifdef __clang__
static_assert(false, "this file needs g++"); // expected: "this file needs g++"
#endif

void loop(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
