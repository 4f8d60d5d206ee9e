// Annotations that only one of the two compilers sees.
// RUN: %check %s
#include <ptools/ptools.hpp>

void hidden(double* a, int n) {
#ifndef __clang__
  [[ptools::parallel]] // expected: PT0011 "hidden from Clang"
#endif
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
#if 0
  // A comment that names [[ptools::parallel]] is no annotation, nor is a string.
  const char* text = "[[ptools::parallel]]";
#endif
}

void accepted(double* a, int n) {
#ifdef __GNUC__
  // accepted: PT0011
  [[ptools::parallel]]
#endif
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
