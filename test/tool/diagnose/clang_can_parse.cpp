// What only g++ has, kept away from Clang.
// RUN: %check %s
#include <ptools/ptools.hpp>

#ifndef __clang__
template <int... I>
struct numbers {};
template <int N>
using first_numbers = numbers<__integer_pack(N)...>;
#endif

void loop(double* a, int n) {
  // accepted: PT0037
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
