// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <vector>

using shared_vector = std::vector<double, ptools::shared_allocator<double>>;

void median_of_row(const double* a, double* scratch, int w, double* out, int i) {
  for (int j = 0; j < w; ++j) scratch[j] = a[i * w + j];
  std::nth_element(scratch, scratch + w / 2, scratch + w);
  out[i] = scratch[w / 2];
}
void clear_row(double* row, int w) {
  for (int j = 0; j < w; ++j) row[j] = 0;
}

void refused(const double* a, double* scratch, double* out, shared_vector& v, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::copy(a + i * w, a + (i + 1) * w, scratch); // expected: PT0042 "'scratch'"
    std::sort(scratch, scratch + w);
    out[i] = scratch[w / 2];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::memcpy(scratch, a + i * w, static_cast<std::size_t>(w) * sizeof(double)); // expected: PT0042 "'scratch'"
    out[i] = scratch[0];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::copy(a + i * w, a + (i + 1) * w, v.begin()); // expected: PT0042 "'v.begin()'"
    out[i] = v[0];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::transform(a + i * w, a + (i + 1) * w, scratch, scratch, std::plus<>()); // expected: PT0042 "'scratch'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < 4; ++j)
      std::fill(scratch + j * w, scratch + j * w + w, i); // expected: PT0042 "'scratch + j * w'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    median_of_row(a, scratch, w, out, i); // expected: PT0042 "'median_of_row(a, scratch, w, out, i)'"
}

void accepted(double* a, const double* b, double* scratch, double* out, shared_vector& v, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    shared_vector own(static_cast<std::size_t>(w));
    std::copy(b + i * w, b + (i + 1) * w, own.begin());
    std::sort(own.begin(), own.end());
    out[i] = own[0];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) std::fill(scratch, scratch + w, 0.0);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) clear_row(scratch, w);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i == w) std::copy(b + i * w, b + (i + 1) * w, scratch);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) std::partial_sum(a + i * w, a + (i + 1) * w, a + i * w);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) std::copy_n(b, w, v.begin() + i * w);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* mine = scratch + ptools::myid() * w;
    std::copy(b + i * w, b + (i + 1) * w, mine);
    out[i] = mine[0];
  }
  [[ptools::parallel(shared(scratch))]]
  for (int i = 0; i < n; ++i) std::copy(b + i * w, b + (i + 1) * w, scratch);
}
