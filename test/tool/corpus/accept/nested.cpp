// Annotated loops inside annotated loops, and side by side.
// RUN: %accept %s
#include <ptools/ptools.hpp>

void rows_and_columns(double* a, int rows, int columns) {
  // shape: canonical, captured-write, raw-write, inner-loop
  [[ptools::parallel]]
  for (int r = 0; r < rows; ++r) {
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int c = 0; c < columns; ++c)
      a[r * columns + c] = r + c;
  }
}

void row_sums(const double* a, double* sums, int rows, int columns) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int r = 0; r < rows; ++r) {
    double sum = 0.0;
    // shape: canonical, raw-read, reduction
    [[ptools::parallel(reduce=plus)]]
    for (int c = 0; c < columns; ++c)
      sum += a[r * columns + c];
    sums[r] = sum;
  }
}

void time_steps(double* now, double* next, int n, int steps) {
  for (int t = 0; t < steps; ++t) {
    // shape: canonical, low-bound, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = 1; i < n - 1; ++i)
      next[i] = 0.5 * (now[i - 1] + now[i + 1]) + t;
    double* const swapped = now;
    now = next;
    next = swapped;
  }
}

double two_passes(const double* a, int n) {
  double mean = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(mean))]]
  for (int i = 0; i < n; ++i)
    mean += a[i] / n;
  double variance = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(variance))]]
  for (int i = 0; i < n; ++i)
    variance += (a[i] - mean) * (a[i] - mean) / n;
  return variance;
}
