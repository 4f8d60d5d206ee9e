// How far apart iterations are that meet, and which rows lie farther than a loop goes.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>

constexpr int pitch = 512, height = 256;

void refused(double* a, double* x, const double* m, int n) {
  [[ptools::parallel]]
  for (int i = 8; i < n; ++i)
    a[i] += a[i - 8]; // expected: PT0031 "'a[i - 8]'"
  [[ptools::parallel]]
  for (int i = 0; i < 1000; ++i)
    a[i] = a[i + 512]; // expected: PT0031 "'a[i + 512]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 4)
    a[i] = a[i + 32]; // expected: PT0031 "'a[i + 32]'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int k = 0; k < pitch; ++k)
      a[y * pitch + k] += a[(y - 1) * pitch + k]; // expected: PT0031 "'a[(y - 1) * pitch + k]'"
  [[ptools::parallel]]
  for (int i = n - 1; i >= 0; i--)
    for (int j = i + 1; j < n; j++)
      x[i] -= m[i * n + j] * x[j]; // expected: PT0031 "'x[j]'"
  [[ptools::parallel]]
  for (int i = n - 1; i >= 0; i--)
    for (int j = n - 1; j > i; j--)
      x[i] -= m[i * n + j] * x[j]; // expected: PT0031 "'x[j]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; i++)
    for (int j = 0; j < i; j++)
      x[i] -= m[i * n + j] * x[j]; // expected: PT0031 "'x[j]'"
}

void accepted(double* a, double* x, const double* m, int n, unsigned char few) {
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[pitch + i] = a[i];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    a[2 * pitch + i] += a[pitch + i - 1] - a[3 * pitch + i + 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[0 * pitch + i] = a[1 * pitch + i];
    a[(height - 1) * pitch + i] = a[(height - 2) * pitch + i];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) { // half of a butterfly
    const double t = a[i + 512];
    a[i + 512] = a[i] - t;
    a[i] += t;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[i + 16];
  double* const now = a + pitch;
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    now[i] = a[i - 1] + a[i + 1];
  const int most = std::min(n, 640);
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < most; ++i)
    a[640 + i] = a[i];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < few; ++i)
    a[640 + i] = a[i];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int t = 0; t < n; ++t)
    for (int k = 0; k < most; ++k)
      a[t * pitch + k] = a[t * pitch + k + 300];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = n; j < 2 * n; ++j)
      x[i] -= m[i * n + j] * x[j];
}
