// Elements that were found in memory, behind conditions that give each to one iteration.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <complex>
#include <utility>

void accepted(double* count, long* h, double* a, std::complex<double>* z, int* start, int* end,
              const int* label, const int* key, const int* turned, const double* x, int n,
              int threads, int share, int width) {
  // accepted: PT0042
  [[ptools::parallel]]
  for (int k = 0; k < threads; ++k)
    for (int i = 0; i < n; ++i)
      if (label[i] == k)
        count[label[i]] += x[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int k = 0; k < threads; ++k)
    for (int i = 0; i < n; ++i) {
      const int l = label[i];
      if (l != k)
        continue;
      count[l]++;
      for (int q = 0; q < width; ++q)
        a[l * width + q] += x[i * width + q];
    }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int t = 0; t < threads; ++t)
    for (int i = 0; i < n; ++i)
      if (key[i] % threads == t)
        h[key[i]]++;
  // accepted: PT0042
  [[ptools::parallel]]
  for (int t = 0; t < threads; ++t) {
    const int low = t * share, high = low + share;
    for (int i = 0; i < n; ++i) {
      const int k = key[i];
      if (k >= low && k < high)
        h[k]++;
    }
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i < turned[i])
      std::swap(a[i], a[turned[i]]);
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int j = turned[i];
    if (j > i) {
      const std::complex<double> t = z[i];
      z[i] = z[j];
      z[j] = t;
    }
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i == 0 || key[i] != key[i - 1])
      start[key[i]] = i;
    const int k = key[i];
    if (i == n - 1 || k != key[i + 1])
      end[k] = i + 1;
    if (i == share)
      h[key[i]]++;
  }
}

void refused(double* count, long* h, double* a, int* start, const int* label, const int* key,
             const double* x, int n, int c, int threads) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (label[i] == c)
      count[label[i]] += x[i]; // expected: PT0042 "'count[label[i]]'"
    if (i % 2 == 0)
      h[key[i]]++; // expected: PT0042 "'h[key[i]]'"
    if (i > c && i < n - c)
      h[key[i]]++; // expected: PT0042 "'h[key[i]]'"
    if (i < key[i])
      h[key[i]]++; // expected: PT0042 "'h[key[i]]'"
    if (i < key[i])
      std::swap(a[i], a[label[i]]); // expected: PT0042 "'a[label[i]]'"
    if (key[i] != key[i - 1])
      h[key[i]]++; // expected: PT0042 "'h[key[i]]'"
    if (key[i] != label[i])
      start[key[i]] = i; // expected: PT0042 "'start[key[i]]'"
    if (key[i] != key[i - 1])
      start[label[i]] = i; // expected: PT0042 "'start[label[i]]'"
  }
  [[ptools::parallel]]
  for (int t = 0; t < threads; ++t)
    for (int i = 0; i < n; ++i)
      if (key[i] >= t)
        h[key[i]]++; // expected: PT0042 "'h[key[i]]'"
  // What is dealt out are positions, not elements.
  [[ptools::parallel]]
  for (int t = 0; t < threads; ++t)
    for (int j = 0; j < n; ++j) {
      if (j % threads == t)
        h[key[j]]++; // expected: PT0042 "'h[key[j]]'"
      if (j == t)
        h[key[j]]++; // expected: PT0042 "'h[key[j]]'"
      if (j >= t * c && j < (t + 1) * c)
        h[key[j]]++; // expected: PT0042 "'h[key[j]]'"
    }
}
