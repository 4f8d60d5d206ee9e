// Bounds: lower bounds other than 0, members, calls, and every comparison.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

struct box {
  int low, high;
  int width() const { return high - low; }
};

int last_of(const int* sizes);

void interior(double* out, const double* in, int n) {
  // shape: canonical, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 2; i < n - 2; ++i)
    out[i] = (in[i - 2] + in[i - 1] + in[i] + in[i + 1] + in[i + 2]) / 5.0;
}

void between(const box& range, double* out) {
  // shape: canonical, low-bound, bound-member, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = range.low; i < range.high; ++i)
    out[i - range.low] = i;
}

void inclusive(int* out, int first, int last) {
  // shape: canonical, low-bound, le-ge, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = first; i <= last; ++i)
    out[i] = i * i;
}

void downwards(int* out, int n) {
  // shape: canonical, low-bound, le-ge, step, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = n - 1; i >= 0; --i)
    out[i] = n - i;
}

void turned(double* out, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; n > i; ++i)
    out[i] = 0.0;
}

void until_not_equal(double* out, std::size_t n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i != n; ++i)
    out[i] = 0.0;
}

long characters(const std::vector<std::string>& words) {
  long total = 0;
  // shape: canonical, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < words.size(); ++i)
    total += static_cast<long>(words[i].length());
  return total;
}

void by_calls(const box& b, const int* sizes, double* out) {
  // shape: canonical, low-bound, bound-call, raw-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = std::min(b.width(), 1); i < last_of(sizes); ++i)
    out[i] = i;
}

void array_size(ptools::shared_array<double>& a) {
  // shape: canonical, bound-call, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = 1.0;
}

void half(double* a, int n) {
  // shape: canonical, le-ge, low-bound, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 1; i <= (n + 1) / 2; ++i)
    a[i] = a[i] / 2;
}
