// Structured bindings, outside and inside the body.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct extent {
  int low, high;
  double step;
};
extent extent_of(int n);
std::pair<int, double> settings(int n);

void outside(double* out, int n) {
  const auto [low, high, step] = extent_of(n);
  // shape: canonical, low-bound, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = low; i < high; ++i)
    out[i] = i * step;
}

double outside_pair(const double* a, int n) {
  auto [count, weight] = settings(n);
  double sum = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < count; ++i)
    sum += weight * a[i];
  return sum;
}

void inside(const std::pair<double, double>* points, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const auto& [x, y] = points[i];
    out[i] = x * x + y * y;
  }
}

void writes_inside(extent* all, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto& [low, high, step] = all[i];
    low -= 1;
    high += 1;
    step *= 0.5;
    auto [a, b, c] = all[i];
    a = b;
    c = a + b;
  }
}

long map_inside(const std::vector<std::map<std::string, int>>& maps) {
  long total = 0;
  // shape: canonical, bound-call, reduction, non-trivial-class, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < maps.size(); ++i)
    for (const auto& [name, value] : maps[i])
      total += value + static_cast<long>(name.size());
  return total;
}

void outside_array(double* out, int n) {
  const std::array<double, 2> limits{0.5, 1.5};
  const auto& [low, high] = limits;
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = out[i] < low ? low : out[i] > high ? high : out[i];
}
