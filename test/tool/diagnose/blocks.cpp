// RUN: %check %s
// compile-flags: -std=c++20
// Blocks of the iterations' own, of which the text shows that they overlap.
#include <ptools/ptools.hpp>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

void refused(double* a, double* o, const double* v, int n, int w) {
  [[ptools::parallel]]
  for (int b = 0; b < 10; ++b)
    for (int i = b * 50; i <= (b + 1) * 50; ++i)
      a[i] += 1; // expected: PT0042 "'a[i]'"
  [[ptools::parallel]]
  for (int b = 0; b < 10; ++b)
    for (int i = b * 50; i < (b + 1) * 50; ++i)
      a[i] = 0.5 * (a[i] + a[i + 1]); // expected: PT0031 "'a[i + 1]'"
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b) {
    const int end = std::min(n * w, (b + 1) * w);
    for (int i = b * w; i < end; ++i)
      a[i] = 0.5 * (a[i] + a[i + 1]); // expected: PT0031 "'a[i + 1]'"
  }
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b)
    for (int i = b * w + 1; i < b * w + w; ++i)
      a[i] += a[i - 2]; // expected: PT0031 "'a[i - 2]'"
  [[ptools::parallel]]
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 60; ++x)
      o[y * 50 + x] = v[y * 60 + x]; // expected: PT0042 "'o[y * 50 + x]'"
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; i += 2)
    for (int k = i - 1; k <= i + 1; ++k)
      o[k] += v[i]; // expected: PT0042 "'o[k]'"
  [[ptools::parallel]]
  for (int i = 0; i < 600; ++i)
    if (i >= 250)
      a[i] = a[i - 250]; // expected: PT0031 "'a[i - 250]'"
}

void calls_of_the_library(double* a, double* o, std::vector<double, ptools::shared_allocator<double>>& s, std::span<double> all, int n,
                          int w) {
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::fill(o + y * 50, o + y * 50 + 60, y); // expected: PT0042 "'o + y * 50'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::sort(a + y * w, a + y * w + w + 1); // expected: PT0042 "'a + y * w'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::copy(s.begin() + (y - 1) * w, s.begin() + y * w, s.begin() + y * w); // expected: PT0031 "'s.begin() + (y - 1) * w'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = std::accumulate(a, a + i, 0.0); // expected: PT0031 "'a'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < w; ++x)
      all.subspan(y * w, w)[x] = all.subspan((y - 1) * w, w)[x]; // expected: PT0031 "'all.subspan((y - 1) * w, w)[x]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    *std::next(s.begin(), i) = *std::prev(s.begin() + i, 1); // expected: PT0031 "'*std::prev(s.begin() + i, 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[0] = std::exchange(a[i - 1], a[i]); // expected: PT0030 "'a[0]'"
  [[ptools::parallel]]
  for (int i = 0; i < 100; ++i)
    a[(i * i) % 7] += i; // expected: PT0042 "'a[(i * i) % 7]'"

  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    s[i] -= std::accumulate(s.begin(), s.end(), 0.0); // expected: PT0031 "'s.begin()'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    s[i] /= *std::max_element(s.cbegin(), s.cend()); // expected: PT0031 "'s.cbegin()'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::sort(s.begin(), s.end()); // expected: PT0042 "'s.begin()'"
  [[ptools::parallel]]
  for (int i = w; i < n - w; ++i) {
    double sum = 0;
    for (int j = -w; j <= w; ++j) sum += a[i + j]; // expected: PT0031 "'a[i + j]'"
    a[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (double x : s) sum += x * s[i]; // expected: PT0031 "reads 's'"
    s[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (const double& x : s) s[i] += x; // expected: PT0031 "reads 'x'"

  // None of these meet.
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    o[i] = std::accumulate(s.begin(), s.end(), 0.0) + *std::max_element(s.begin(), s.end());
    for (double x : s) o[i] += x;
    double own[8] = {};
    for (double& x : own) x += i;
    for (double x : own) o[i] += x;
  }
  [[ptools::parallel]]
  for (int i = w; i < n - w; ++i)
    for (int j = -w; j <= w; ++j) o[i] += a[i + j];
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::fill(o + y * 50, o + y * 50 + 50, y);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::sort(s.begin() + y * w, s.begin() + (y + 1) * w);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    std::copy(s.begin() + y * w, s.begin() + (y + 1) * w, o + y * w);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 1; x < w; ++x)
      all.subspan(y * w, w)[x] += all.subspan(y * w, w)[x - 1];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    o[i] = std::accumulate(a, a + i, 0.0);
  [[ptools::parallel]]
  for (int i = 0; i < 7; ++i)
    a[(i * i) % 7] += i;
}

void fine(double* a, double* o, const double* v, int n, int w) {
  [[ptools::parallel]]
  for (int b = 0; b < 10; ++b)
    for (int i = b * 50; i < (b + 1) * 50; ++i)
      a[i] += 1;
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b)
    for (int i = b * w + 1; i < b * w + w; ++i)
      a[i] += a[i - 1];
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b) {
    const int end = std::min(n * w, (b + 1) * w);
    for (int i = b * w; i + 1 < end; ++i)
      a[i] = 0.5 * (a[i] + a[i + 1]);
  }
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b)
    for (int i = b * w; i < b * w + w; ++i)
      if (i + 1 < (b + 1) * w)
        a[i] = 0.5 * (a[i] + a[i + 1]);
  [[ptools::parallel]]
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 60; ++x)
      o[y * 60 + x] = v[y * 50 + x];
  [[ptools::parallel]]
  for (int b = 0; b < 10; ++b)
    for (int i = b * 50; i <= (b + 1) * 50; ++i)
      o[i] = v[i]; // the same, whoever writes it
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; i += 3)
    for (int k = i - 1; k <= i + 1; ++k)
      o[k] += v[i];
  [[ptools::parallel]]
  for (int i = 0; i < 500; ++i)
    if (i >= 250)
      a[i] = a[i - 250];
  [[ptools::parallel]]
  for (int i = 0; i < 500; ++i)
    if (i < 250)
      a[i] = a[i + 250];
}
