// Iterations that look as if they depended on each other, and do not.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <utility>

// One step of Gaussian elimination: row k is only read.
void eliminate(double* a, int n, int k) {
  // shape: canonical, low-bound, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = k + 1; i < n; ++i) {
    const double factor = a[i * n + k] / a[k * n + k];
    for (int j = k; j < n; ++j)
      a[i * n + j] -= factor * a[k * n + j];
  }
}

void first_and_last(double* a, const double* b, double* ends, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = b[i];
    if (i == 0)
      ends[0] = b[i];
    if (i == n - 1)
      ends[1] = b[i];
  }
}

void one_row(double** grid, ptools::shared_array<double, 2>& m, int k, int n) {
  // shape: canonical, 2d-write, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    grid[k][i] = 1;
    m(k, i) = m(k, i) + 1;
  }
}

void by_local_index(double* a, int width, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* row = a + i * width;
    row[0] = 1;
    row[1] = row[0] + row[2];
    int k = i * width + 3;
    a[k] = a[k + 1];
    ++k;
    a[k] = 0;
  }
}

void swapped(ptools::shared_array<double>& a, ptools::shared_array<double>& b, int n) {
  // shape: canonical, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::swap(a[i], b[i]);
    std::fill(a.begin() + i, a.begin() + i + 1, b[i]);
  }
}

void every_third(double* a, int n) {
  for (int k = 0; k < 3; ++k) {
    // shape: canonical, step, low-bound, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = k; i < n; i += 3)
      a[i] = k;
  }
}
