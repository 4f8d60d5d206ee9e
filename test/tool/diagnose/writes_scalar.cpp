// Writes to captured scalars.
// RUN: %check %s
#include <ptools/ptools.hpp>

int last_negative(const double* a, int n) {
  int last = -1;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (a[i] < 0.0)
      last = i; // expected: PT0024 "the body writes 'last', of which every worker has its own copy"
  return last;
}

double forgotten_reduction(const double* a, int n) {
  double sum = 0.0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    sum += a[i]; // expected: PT0024 "'sum'"
  return sum;
}

int counted(const double* a, double* out, int n, bool& found) {
  int count = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] < 0.0)
      found = true; // expected: PT0024 "'found'"
    out[i] = a[i];
    count++; // expected: PT0024 "'count'"
  }
  return count;
}

double accepted(const double* a, double* out, int n) {
  double sum = 0.0;
  // accepted: PT0024
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < n; ++i) {
    double last = 0.0;
    last = a[i];
    out[i] = last;
    sum += last;
  }
  return sum;
}
