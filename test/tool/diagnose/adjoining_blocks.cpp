// RUN: %check %s
// compile-flags: -std=c++20
// Iterations with blocks that adjoin, whose ends nobody knows when it compiles.
#include <ptools/ptools.hpp>

#include <algorithm>
#include <vector>

void refused(double* a, double* b, const int* start, int n, int w, int blocks) {
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    const int from = n * t / blocks, to = n * (t + 1) / blocks;
    for (int k = from; k < to; ++k)
      a[k] = 0.5 * (a[k] + a[k - 1]); // expected: PT0031 "'a[k - 1]'"
  }
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    const int from = static_cast<long>(n) * t / blocks, to = static_cast<long>(n) * (t + 1) / blocks;
    for (int k = from; k < to; ++k)
      a[k] += k + 1 < n ? a[k + 1] : 0; // expected: PT0031 "'a[k + 1]'"
  }
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t)
    for (int k = start[t]; k < start[t + 1]; ++k)
      a[k] += a[k - 1]; // expected: PT0031 "'a[k - 1]'"
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t)
    for (int k = start[t]; k <= start[t + 1]; ++k)
      a[k] += 1; // expected: PT0042 "'a[k]'"
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    const int from = std::max(1, n * t / blocks), to = std::min(n - 1, n * (t + 1) / blocks);
    for (int y = from; y < to; ++y)
      for (int x = 0; x < w; ++x)
        a[y * w + x] = a[(y + 1) * w + x]; // expected: PT0031 "'a[(y + 1) * w + x]'"
  }
  [[ptools::parallel]]
  for (int t = 1; t < blocks; ++t) {
    const int from = n * t / blocks, to = n * (t + 1) / blocks;
    const double carry = a[from - 1]; // expected: PT0031 "'a[from - 1]'"
    for (int k = from; k < to; ++k) a[k] += carry;
  }
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    for (int k = start[t]; k < start[t + 1]; ++k) b[k] = k;
    for (int k = start[t] + 1; k < start[t + 1]; ++k)
      a[k] = b[k] + b[k + 1]; // expected: PT0031 "'b[k + 1]'"
  }
}

void further_in(double* a, double* b, const int* start, int blocks) {
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t)
    for (int k = start[t]; k < start[t + 1]; ++k)
      a[k] += a[start[t] + 5]; // expected: PT0045 "'a[start[t] + 5]'"
}

void accepted(double* a, double* b, const int* start, int n, int w, int blocks) {
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    const int from = n * t / blocks, to = n * (t + 1) / blocks;
    for (int k = from + 1; k < to; ++k) a[k] += a[k - 1];
    for (int k = from; k < to - 1; ++k) a[k] -= a[k + 1];
    for (int k = from; k < to; ++k) b[k] = a[k];
    for (int k = from; k < to; ++k)
      if (k > from) a[k] += a[k - 1];
    const double first = a[from], last = a[to - 1];
    for (int k = from; k < to; ++k) b[k] -= first + last;
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    for (int k = start[t]; k < start[t + 1]; ++k) a[k] = b[k - 1] + b[k] + b[k + 1];
    for (int k = start[t] + 1; k < start[t + 1]; ++k) a[k] += a[k - 1];
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t)
    for (int k = start[t]; k < start[t] + w; ++k) a[k] += a[k - 1]; // a cell before each row
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t) {
    const int from = n * t / blocks, to = n * (t + 1) / blocks;
    for (int x = 1; x < w; ++x)
      for (int y = from; y < to; ++y) a[y * w + x] += a[y * w + x - 1];
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; t += 2)
    for (int k = start[t]; k < start[t + 1]; ++k) a[k] += a[k - 1];
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int t = 0; t < blocks; ++t)
    if (t % 2 == w)
      for (int k = start[t]; k < start[t + 1]; ++k) a[k] += a[k - 1];
}
