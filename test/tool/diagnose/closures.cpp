// Captured closures: what one of them refers to by reference is private to this process.
// RUN: %check %s
#include <ptools/ptools.hpp>

template <class F>
void apply(double* a, int n, F f) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = f(a[i]); // expected: PT0032 "'f'"
}

void by_reference(double* a, int n) {
  double factor = 2.0;
  apply(a, n, [&factor](double x) { return factor * x; });
}

double counts(const double* a, int n) {
  double sum = 0.0;
  const auto add = [&sum](double x) { sum += x; }; // expected: PT0024 "'sum'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    add(a[i]);
  return sum;
}

void accepted(double* a, int n) {
  const double factor = 2.0;
  const auto scale = [factor](double x) { return factor * x; };
  const auto square = [](double x) { return x * x; };
  const auto plain = [&factor](double x) { return x + factor; };
  // accepted: PT0032
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = plain(scale(square(a[i])));
}
