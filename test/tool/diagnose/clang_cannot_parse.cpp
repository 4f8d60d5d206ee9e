// Text that g++ takes and Clang does not.
// RUN: %check %s
#include <ptools/ptools.hpp>

#ifndef __clang__
template <int... I>
struct numbers {};
template <int N>
using first_numbers = numbers<__integer_pack(N)...>;
#else
template <int N>
using first_numbers = numbers<__integer_pack(N)...>; // expected: PT0037 "Clang cannot parse this file"
#endif

void loop(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
