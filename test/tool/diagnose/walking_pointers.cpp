// RUN: %check %s
#include <ptools/ptools.hpp>

#include <utility>
#include <vector>

using shared_vector = std::vector<double, ptools::shared_allocator<double>>;

void refused(double* a, const double* b, double* sums, shared_vector& v, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = sums;
    for (int j = 0; j < w; ++j)
      *p++ += b[i * w + j]; // expected: PT0042 "'*p++'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (double* p = sums; p != sums + w; ++p)
      *p += b[i]; // expected: PT0042 "'*p'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (auto it = v.begin(); it != v.end(); ++it)
      *it += b[i]; // expected: PT0042 "'*it'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = sums + w - 1;
    int j = w;
    while (j-- > 0)
      *p-- = b[i * w + j]; // expected: PT0042 "'*p--'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double* to = a + i * w;
    const double* from = a + (i - 1) * w;
    for (int j = 0; j < w; ++j)
      *to++ = *from++; // expected: PT0031 "'*from++'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double* p = a;
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += *p++; // expected: PT0031 "'*p++'"
    a[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v.front() += b[i]; // expected: PT0030 "'v.front()'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v.back() = b[i]; // expected: PT0030 "'v.back()'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    v[i] = v.front(); // may be any of them
}

void overlapping(double* a, const double* b, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = a + i;
    while (*p > 0)
      *p++ += b[i]; // expected: PT0042 "'*p++'"
  }
}

void accepted(double* a, const double* b, double* sums, shared_vector& v, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = a + i * w;
    for (int j = 0; j < w; ++j) *p++ += b[j];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = a + i * 3;
    for (int j = 0; j < 3; ++j) *p++ += b[j];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = a + i * 3;
    while (*p > 0) *p++ += 1;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double* p = a + i * 3; // to the next 0, of which each three have one
    double sum = 0;
    while (*p > 0) sum += *p++;
    a[i * 3] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* row = a + i * w;
    for (double* p = row; p != row + w; ++p) *p *= 2;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double* p = b;
    double sum = 0;
    for (int j = 0; j < n; ++j) sum += *p++;
    sums[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double* to = a + i * w;
    const double* from = b + (i - 1) * w;
    for (int j = 0; j < w; ++j) *to++ = *from++;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = a + i * w;
    for (int j = 0; j < w; ++j)
      if (b[j] > 0) *p++ = b[j];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double own[8];
    double* p = own;
    for (int j = 0; j < 8; ++j) *p++ = b[j];
    sums[i] = own[3];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* low = a + i * w;
    double* high = low + w - 1;
    while (low < high) std::swap(*low++, *high--);
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto it = v.begin() + i * w;
    for (int j = 0; j < w; ++j, ++it) *it += 1;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < w; ++j) {
      double* p = a + i; // moves once only
      ++p;
      *p += b[i] - j;
    }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) sums[i] = v.front() + v.back();
}
