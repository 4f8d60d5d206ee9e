// Callables whose start value is not known.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>

struct amount {
  long cents;
};
inline amount operator+(amount a, amount b) { return {a.cents + b.cents}; }
static int larger(int a, int b) { return a < b ? b : a; }

double unknown(const int* a, int n) {
  int m = 0;
  [[ptools::parallel(reduce=larger(m))]] // expected: PT0023 "'m'"
  for (int i = 0; i < n; ++i)
    m = larger(m, a[i]);
  return m;
}

long accepted(const amount* bills, const int* a, int n) {
  amount total{0};
  int m = 0;
  double s = 0.0;
  // accepted: PT0023
  [[ptools::parallel(reduce=plus(total), reduce=larger(m), reduce=plus(s),
                     identity(total = amount{0}, m = 0))]]
  for (int i = 0; i < n; ++i) {
    total = total + bills[i];
    m = larger(m, a[i]);
    s += a[i];
  }
  return total.cents + m;
}
