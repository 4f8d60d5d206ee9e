// Bodies that change what the loop's bound or step depends on.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

void bound(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] < 0)
      --n; // expected: PT0017 "'n', which the loop's bound depends on"
    a[i] = 0;
  }
}

void step(int* a, int n) {
  int by = 1;
  [[ptools::parallel]]
  for (int i = 0; i < n; i += by) {
    a[i] = 0;
    by = 2; // expected: PT0017 "'by', which the loop's step depends on"
  }
}

void accepted(int* a, int n) {
  int last = n;
  // accepted: PT0017
  [[ptools::parallel]]
  for (int i = 0; i < last; ++i) {
    int n = a[i];
    --n;
    a[i] = n;
  }
  last = 0;
}
