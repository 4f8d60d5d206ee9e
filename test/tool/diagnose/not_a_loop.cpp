// 'parallel' on statements and declarations that are no for loop.
// RUN: %check %s
#include <ptools/ptools.hpp>

void other_loops(double* a, int n) {
  int i = 0;
  [[ptools::parallel]] // expected: PT0007 "'while'"
  while (i < n)
    a[i++] = 0.0;
  [[ptools::parallel]] // expected: PT0007 "'do'"
  do
    a[--i] = 1.0;
  while (i > 0);
}

void statements(double* a, int n) {
  [[ptools::parallel]] // expected: PT0007 "only a 'for' or a range-'for' can be parallel"
  a[0] = 1.0;
  [[ptools::parallel]] // expected: PT0007 "only a 'for'"
  {
    for (int i = 0; i < n; ++i)
      a[i] = 0.0;
  }
  [[ptools::parallel]] // expected: PT0007 "only a 'for'"
  if (n > 0)
    a[0] = 2.0;
  [[ptools::parallel]]; // expected: PT0007 "only a 'for'"
}

[[ptools::parallel]] // expected: PT0001 "'ptools::parallel'"
void on_a_function(double* a);

void on_a_variable() {
  [[ptools::parallel]] // expected: PT0001 "'ptools::parallel'"
  int n = 0;
  static_cast<void>(n);
}

void accepted(double* a, int n) {
  // accepted: PT0007
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // accepted: PT0007
  [[ptools::parallel]]
  for (double& x : ptools::element_range<double>(a, n))
    x = 1.0;
}
