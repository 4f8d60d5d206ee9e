// Loops in functions that are computed while compiling.
// RUN: %check %s
#include <ptools/ptools.hpp>

constexpr int sum_to(int n) {
  int s = 0;
  [[ptools::parallel(reduce=plus)]] // expected@+1: PT0018 "cannot start workers"
  for (int i = 0; i < n; ++i)
    s += i;
  return s;
}

int accepted(int n) {
  int s = sum_to(3);
  // accepted: PT0018
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += sum_to(i);
  return s;
}
