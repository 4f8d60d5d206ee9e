// Reduction variables that the body accumulates with another operator, or assigns.
// RUN: %check %s
#include <ptools/ptools.hpp>

double wrong_operator(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s *= a[i]; // expected: PT0021 "'s' is used other than by accumulating with 'plus'"
  [[ptools::parallel(reduce=max(s))]]
  for (int i = 0; i < n; ++i)
    if (a[i] < s)
      s = a[i]; // expected: PT0021 "'s' is used other than by accumulating with 'max'"
  return s;
}

double mixed_operators(const double* a, int n) {
  double s = 1.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    s /= 2.0; // expected: PT0021 "'s'"
  }
  return s;
}

double assigned(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s = a[i]; // expected: PT0021 "'s'"
  return s;
}

double turned_minus(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s = a[i] - s; // expected: PT0021 "'s'"
  return s;
}

double accepted(const double* a, int n) {
  double s = 0.0, m = 0.0;
  // accepted: PT0021
  [[ptools::parallel(reduce=plus(s), reduce=min(m))]]
  for (int i = 0; i < n; ++i) {
    s -= a[i];
    if (a[i] < m)
      m = a[i];
  }
  return s + m;
}
