// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <span>

struct grid {
  ptools::shared_array<double> d;
  int w;
  std::size_t width() const { return static_cast<std::size_t>(w); }
  std::span<double> row(int y) { return {d.data() + y * w, width()}; }
  std::span<const double> row_of(int y) const { return std::span<const double>(d.data() + y * w, width()); }
  std::span<double> all() { return std::span<double>(d.data(), d.size()); }
};

void refused(grid& g, std::span<double> s, double* d, int n, int w) {
  const auto count = static_cast<std::size_t>(w);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < w; ++x)
      g.row(y)[x] = g.row(y - 1)[x]; // expected: PT0031 "'g.row(y - 1)[x]'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    const auto to = g.row(y);
    const auto from = g.row_of(y - 1);
    for (int x = 0; x < w; ++x)
      to[x] = from[x]; // expected: PT0031 "'from[x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    const auto to = s.subspan(y * w, count), from = s.subspan((y - 1) * w, count);
    for (int x = 0; x < w; ++x)
      to[x] = from[x]; // expected: PT0031 "'from[x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    const std::span<double> to(d + y * w, count), from(d + (y - 1) * w, count);
    for (int x = 0; x < w; ++x)
      to[x] = from[x]; // expected: PT0031 "'from[x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    g.all()[y] = g.all()[y - 1]; // expected: PT0031 "'g.all()[y - 1]'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const auto first = g.row(0);
    std::fill(first.begin(), first.end(), y); // expected: PT0042 "'first.begin()'"
  }
}

void accepted(grid& g, const grid& h, int n, int w) {
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (double& x : g.row(y)) x += 1;
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const auto to = g.row(y);
    const auto from = h.row_of(y);
    for (int x = 1; x < w; ++x) to[x] = to[x - 1] + from[x];
  }
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const auto row = g.row(y);
    std::sort(row.begin(), row.end());
    std::fill(row.begin(), row.end(), y);
  }
}
