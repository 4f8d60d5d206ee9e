// Accumulations that are written out at length, or stand under conditions.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cmath>

#define LARGER(a, b) ((a) > (b) ? (a) : (b))

double long_sums(const double* a, const double* b, int n) {
  double s = 0.0, d = 0.0, p = 1.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(s, d), reduce=multiplies(p))]]
  for (int i = 0; i < n; ++i) {
    s = s + a[i] + b[i];
    s = s + a[i] * b[i] - 1.0;
    d = d - a[i];
    p = p * a[i] * b[i];
  }
  return s + d + p;
}

// The operand is found where the sum has several terms.
double without_operand(const double* a, const double* b, int n) {
  double s = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s = s + a[i] + b[i];
  return s;
}

int last_negative(const double* a, int n) {
  int last = -1;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=max(last))]]
  for (int i = 0; i < n; ++i)
    if (a[i] < 0.0 && i > last)
      last = i;
  return last;
}

double under_conditions(const double* a, int n) {
  double s = 0.0, low = a[0];
  // shape: canonical, raw-read, reduction, inner-loop
  [[ptools::parallel(reduce=plus(s), reduce=min(low))]]
  for (int i = 0; i < n; ++i) {
    if (a[i] > 0.0) {
      if (a[i] < low)
        low = a[i];
    } else {
      for (int k = 0; k < 3; ++k)
        s += k * a[i];
    }
    a[i] > 1.0 ? s += 1.0 : s -= 1.0;
  }
  return s + low;
}

double by_macro_and_fmax(const double* a, int n) {
  double m = a[0], k = a[0], l = a[0];
  // shape: canonical, raw-read, reduction, macro
  [[ptools::parallel(reduce=max(m, k), reduce=min(l))]]
  for (int i = 0; i < n; ++i) {
    m = LARGER(m, a[i]);
    k = std::fmax(k, a[i]);
    l = fmin(a[i], l);
  }
  return m + k + l;
}
