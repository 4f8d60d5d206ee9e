// Bodies that change the loop's index.
// RUN: %check %s
#include <ptools/ptools.hpp>

static void advance(int& x) { ++x; }
static int twice(const int& x) { return 2 * x; }

void assigned(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 1;
    if (n == 0)
      ++i; // expected: PT0016 "the body changes the loop index 'i'"
  }
}

void through_a_callee(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 1;
    advance(i); // expected: PT0016 "'i'"
  }
}

void through_a_reference(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int& j = i;
    j += 2; // expected: PT0016 "'i'"
    a[j] = 1;
  }
}

void outer_index(int* a, int n) {
  int i;
  [[ptools::parallel]]
  for (i = 0; i < n; ++i) {
    a[i] = 1;
    i = i + 1; // expected: PT0016 "'i'"
  }
}

void accepted(int* a, int n) {
  // accepted: PT0016
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int j = i;
    ++j;
    advance(j);
    for (int i = 0; i < 3; ++i)
      j += i;
    a[i] = twice(i) + j;
  }
}
