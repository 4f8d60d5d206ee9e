// Constants of the enclosing function, used as values, bounds and template arguments.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <array>

void array_bound(const double* in, double* out, int n) {
  constexpr int width = 4;
  // shape: canonical, captured-write, raw-read, raw-write, private-copy, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double window[width];
    std::array<double, width> other{};
    for (int k = 0; k < width; ++k)
      window[k] = in[i + k] + other[k];
    out[i] = window[0] + window[width - 1];
  }
}

void used_by_reference(int* out, int n) {
  constexpr int lowest = 10;
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = std::max(lowest, i);
}

void both_ways(int* out, int n) {
  const int size = 8;
  // shape: canonical, captured-write, raw-write, private-copy
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int scratch[size] = {};
    scratch[i % size] = std::min(size, i);
    out[i] = scratch[0];
  }
}

void constant_table(double* out, int n) {
  constexpr double weights[3] = {0.25, 0.5, 0.25};
  static constexpr double scale = 2.0;
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = weights[i % 3] * scale;
}

void case_labels(const int* in, int* out, int n) {
  constexpr int on = 1;
  enum { off = 0 };
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    switch (in[i]) {
    case on:
      out[i] = 1;
      break;
    case off:
      out[i] = -1;
      break;
    default:
      out[i] = 0;
    }
  }
}
