// RUN: %check %s
// compile-flags: -std=c++20
// What the library's algorithms go over: second ranges, those of std::ranges, functions that change
// elements.
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <ranges>
#include <span>
#include <vector>

using shared_vector = std::vector<double, ptools::shared_allocator<double>>;

void twice(double& x) { x *= 2; }

void refused(shared_vector& v, shared_vector& u, double* a, const double* l, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::for_each(v.begin(), v.end(), [i](double& x) { x += i; }); // expected: PT0042 "'v.begin()'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::for_each(a + y * w, a + (y + 1) * w + 1, twice); // expected: PT0042 "'a + y * w'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::ranges::fill(v, i); // expected: PT0042 "'v'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::ranges::transform(u, v.begin(), [i](double x) { return x + i; }); // expected: PT0042 "'v.begin()'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::ranges::copy(std::span(a + (y - 1) * w, w), a + y * w); // expected: PT0031 "'std::span(a + (y - 1) * w, w)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    std::span<double> row(a + y * w, w), above(a + (y - 1) * w, w);
    std::ranges::transform(row, above, row.begin(), std::plus<>()); // expected: PT0031 "'above'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    v[i] = *std::ranges::max_element(std::span(v).first(i)); // expected: PT0031 "'std::span(v).first(i)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] -= std::inner_product(l + i * n, l + i * n + i, a, 0.0); // expected: PT0031 "'a'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::transform(a + y * w, a + (y + 1) * w, a + (y - 1) * w, a + y * w, std::plus<>()); // expected: PT0031 "'a + (y - 1) * w'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::swap_ranges(a + y * w, a + (y + 1) * w, a + (y - 1) * w); // expected: PT0042 "'a + (y - 1) * w'", PT0042 "'a + y * w'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::move(a + (y - 1) * w, a + y * w, a + y * w); // expected: PT0031 "'a + (y - 1) * w'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::merge(a + y * w, a + y * w + 9, a + (y - 1) * w, a + (y - 1) * w + 9, a + y * w); // expected: PT0031 "'a + (y - 1) * w'"
}

void bytes(double* a, char* text, int n, int w) {
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::memset(a + y * w, 0, (w + 1) * sizeof(double)); // expected: PT0042 "'a + y * w'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::memset(text + y * w, 'a' + y, w + 2); // expected: PT0042 "'text + y * w'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::memmove(a + y * w, a + y * w + 1, w * sizeof *a); // expected: PT0031 "'a + y * w + 1'"
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    std::memset(a + y * w, 0, sizeof(double) * w);
    std::memset(text + y * w, 'a' + y, w);
    std::memmove(a + y * w, a + y * w + 1, (w - 1) * sizeof *a);
  }
}

void accepted(shared_vector& v, shared_vector& u, double* a, double* b, const double* l, int n, int w) {
  // accepted: PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    std::for_each(a + y * w, a + (y + 1) * w, twice);
    std::ranges::fill(std::span(a + y * w, w), y);
    std::ranges::copy(std::span(l + (y - 1) * w, w), a + y * w);
    std::ranges::sort(a + y * w, a + (y + 1) * w);
    std::transform(a + y * w, a + (y + 1) * w, l + (y - 1) * w, a + y * w, std::plus<>());
    std::swap_ranges(a + y * w, a + (y + 1) * w, b + y * w);
    std::ranges::reverse(std::span(a, n * w).subspan(y * w, w));
  }
  // accepted: PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    u[i] = std::inner_product(v.begin(), v.end(), l + i * n, 0.0);
    u[i] += *std::ranges::max_element(v) + static_cast<double>(std::ranges::count(v, i));
    u[i] += static_cast<double>(std::distance(u.begin(), u.end()));
    std::for_each(v.begin(), v.end(), [&](double x) { u[i] += x; });
    std::vector<double> mine(v.begin(), v.end());
    std::ranges::sort(mine);
    std::ranges::for_each(mine, twice);
    u[i] += std::transform_reduce(mine.begin(), mine.end(), v.begin(), 0.0);
  }
}

void called(double* a, void (*step)(double*, const double*), void (*mix)(double&, const double&), int n, int w) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    step(a + y * w, a + (y - 1) * w); // expected: PT0031 "'a + (y - 1) * w'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    mix(a[i], a[i - 1]); // expected: PT0031 "'a[i - 1]'"
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const std::function<void(double&, const double&)> change = mix;
    mix(a[i], a[i]);
    change(a[i], a[i]);
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const std::function<void(double&, const double&)> change = mix;
    change(a[i], a[i - 1]); // expected: PT0031 "'a[i - 1]'"
  }
}
