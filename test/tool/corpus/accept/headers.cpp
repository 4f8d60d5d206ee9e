// Annotated loops in headers with an include guard, with #pragma once, and included twice.
// RUN: %accept %s
#include "inc/stencil.hpp"

#include "inc/particles.hpp"
#include "inc/particles.hpp"
#include "inc/stencil.hpp"

double use(double* a, double* b, int n) {
  corpus::smooth(a, b, n);
  corpus::buffer(b, n).negate();
  corpus::particles p{a, b, n};
  corpus::push(p, 0.1);
  return corpus::sum_of(a, n) + corpus::fastest(p);
}

// A loop in the file itself beside those of its headers.
void clear(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = corpus::weights::middle;
}
