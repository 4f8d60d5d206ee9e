// User types and callables whose start value is not known.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>

struct amount {
  long cents;
};
inline amount operator+(amount a, amount b) { return {a.cents + b.cents}; }
inline bool operator<(amount a, amount b) { return a.cents < b.cents; }
static int larger(int a, int b) { return a < b ? b : a; }

void unknown(const amount* bills, const int* a, int n) {
  amount total{0}, low{0};
  int m = 0;
  [[ptools::parallel(reduce=plus(total))]] // expected: PT0023 "'total'"
  for (int i = 0; i < n; ++i)
    total = total + bills[i];
  [[ptools::parallel(reduce=min(low))]] // expected: PT0023 "'low'"
  for (int i = 0; i < n; ++i)
    if (bills[i] < low)
      low = bills[i];
  [[ptools::parallel(reduce=larger(m))]] // expected: PT0023 "'m'"
  for (int i = 0; i < n; ++i)
    m = larger(m, a[i]);
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
