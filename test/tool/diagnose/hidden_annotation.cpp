// Annotations that only one of the two compilers sees: the rewritten text stops the one that does.
// RUN: %check %s
#include <ptools/ptools.hpp>

void hidden(double* a, int n) {
#ifndef __clang__
  [[ptools::parallel]] // expected-behind: PT0011 "hidden from Clang"
#endif
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

void accepted(double* a, int n) {
#ifdef __GNUC__
  // accepted: PT0011
  [[ptools::parallel]]
#endif
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
#if 0
  // Nobody sees this one: accepted: PT0011
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 1.0;
#endif
#ifndef __clang__
  // A comment that names [[ptools::parallel]] is no annotation, nor is a string: accepted: PT0011
  static_cast<void>("[[ptools::parallel]]");
#endif
}

void in_branches(double* a, int n) {
#if defined(NOBODY_DEFINES_THIS)
[[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = 2.0;
#elif defined(NOR_THIS)
[[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = 3.0;
#elif !defined(__clang__)
[[ptools::parallel]] // expected-behind: PT0011 "hidden from Clang"
  for (int i = 0; i < n; ++i) a[i] = 4.0;
#else
  a[0] = n;
#endif
}
