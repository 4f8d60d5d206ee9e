// Bodies that call functions of the user which are visible in the same file.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cmath>

namespace {

inline double square(double x) { return x * x; }

double distance(const double* a, const double* b) {
  return std::sqrt(square(a[0] - b[0]) + square(a[1] - b[1]));
}

int collatz_length(long n) {
  int length = 1;
  while (n != 1) {
    n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    ++length;
  }
  return length;
}

long fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

struct interval {
  double low, high;
};

interval widen(interval x, double by) {
  x.low -= by;
  x.high += by;
  return x;
}

void store(double* to, double value) { *to = value; }

void accumulate_forces(const double* all, int n, int self, double& fx, double& fy) {
  for (int j = 0; j < n; ++j) {
    if (j == self)
      continue;
    fx += all[2 * j] - all[2 * self];
    fy += all[2 * j + 1] - all[2 * self + 1];
  }
}

} // namespace

void distances(const double* points, const double* origin, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = distance(points + 2 * i, origin);
}

void lengths(int* out, int n) {
  // shape: canonical, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = collatz_length(i + 1);
}

void fibonacci_table(ptools::shared_array<long>& table, int n) {
  // shape: canonical, captured-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    table[i] = fibonacci(i);
}

[[maybe_unused]] void widen_all(interval* intervals, int n, double by) {
  // shape: canonical, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    intervals[i] = widen(intervals[i], by);
}

void store_all(double* out, int n) {
  // shape: canonical, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    store(out + i, square(i));
}

void forces(const double* positions, double* force, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, calls-user, private-copy
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double fx = 0.0;
    double fy = 0.0;
    accumulate_forces(positions, n, i, fx, fy);
    force[2 * i] = fx;
    force[2 * i + 1] = fy;
  }
}
