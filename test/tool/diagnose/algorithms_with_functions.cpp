// Algorithms that write through a function they are given, and those of std::ranges.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <ranges>
#include <vector>

void changed(std::vector<double>& v, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::for_each(v.begin(), v.end(), [](double& x) { x = 0.0; }); // expected: PT0027 "'v'"
    std::ranges::sort(v); // expected: PT0027 "'v'"
    std::ranges::fill(v, 0.0); // expected: PT0027 "'v'"
  }
}

void accepted(std::vector<double>& v, double* out, int n) {
  // accepted: PT0027
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0.0;
    std::for_each(v.begin(), v.end(), [&](double x) { sum += x; });
    out[i] = sum + static_cast<double>(std::ranges::count(v, 1.0)) + *std::ranges::max_element(v);
  }
}
