// Reductions with callables of the user: functions, function objects, lambdas.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <numeric>

static int greatest_divisor(int a, int b) { return std::gcd(a, b); }

namespace algebra {
struct interval {
  double low, high;
};
interval hull(const interval& a, const interval& b) {
  return {a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}
struct merge {
  long operator()(long a, long b) const { return a > b ? a - b : b - a; }
};
} // namespace algebra

int divisor(const int* a, int n) {
  int d = 0;
  // shape: canonical, raw-read, reduction, calls-user
  [[ptools::parallel(reduce=greatest_divisor(d), identity(d = 0))]]
  for (int i = 0; i < n; ++i)
    d = greatest_divisor(d, a[i]);
  return d;
}

algebra::interval bounds(const double* a, int n) {
  algebra::interval all{1e300, -1e300};
  // shape: canonical, raw-read, reduction, calls-user
  [[ptools::parallel(reduce=algebra::hull(all), identity(all = algebra::interval{1e300, -1e300}))]]
  for (int i = 0; i < n; ++i)
    all = algebra::hull(all, algebra::interval{a[i], a[i]});
  return all;
}

long longest(const long* a, int n) {
  const auto longer = [](long x, long y) { return x < y ? y : x; };
  long result = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=longer(result), identity(result = 0))]]
  for (int i = 0; i < n; ++i)
    result = longer(result, a[i]);
  return result;
}

long by_object(const long* a, int n) {
  algebra::merge merge;
  long result = 0;
  // shape: canonical, raw-read, reduction, calls-user
  [[ptools::parallel(reduce=merge(result), identity(result = 0))]]
  for (int i = 0; i < n; ++i)
    result = merge(result, a[i]);
  return result;
}

int without_operand(const int* a, int n) {
  int d = 0;
  // shape: canonical, raw-read, reduction, calls-user
  [[ptools::parallel(reduce=greatest_divisor, identity(d = 0))]]
  for (int i = 0; i < n; ++i)
    d = greatest_divisor(d, a[i]);
  return d;
}
