// Reduction variables that the body reads: it would see a partial result.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>

double running_sums(const double* a, double* sums, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    sums[i] = s; // expected: PT0021 "reduction variable 's' is used other than by accumulating with 'plus'"
  }
  return s;
}

int numbered(const double* a, int* place, int n) {
  int count = 0;
  [[ptools::parallel(reduce=plus(count))]]
  for (int i = 0; i < n; ++i)
    if (a[i] > 0.0)
      place[i] = count++; // expected: PT0021 "'count'"
  return count;
}

double in_its_own_term(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s += a[i] * s; // expected: PT0021 "'s'"
  return s;
}

double by_reference(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    double& again = s;
    again += 1.0; // expected: PT0021 "'s'"
  }
  return s;
}

double accepted(const double* a, double* out, int n) {
  double s = 0.0;
  // accepted: PT0021
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    const double term = a[i] * a[i];
    s += term;
    out[i] = term;
  }
  return s;
}
