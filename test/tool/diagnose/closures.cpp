// Captured closures: what one of them refers to by reference is private to this process.
// RUN: %check %s
#include <ptools/ptools.hpp>

void by_reference(double* a, int n) {
  double factor = 2.0;
  const auto scale = [&factor](double x) { return factor * x; };
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = scale(a[i]); // expected: PT0032 "'scale'"
}

void accepted(double* a, int n) {
  const double factor = 2.0;
  const auto scale = [factor](double x) { return factor * x; };
  const auto square = [](double x) { return x * x; };
  // accepted: PT0032
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = scale(square(a[i]));
}
