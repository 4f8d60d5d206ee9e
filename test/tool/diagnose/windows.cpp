// Loops inside over a window as wide as somebody said, around or behind the iteration's own element.
// RUN: %check %s
#include <ptools/ptools.hpp>

void windows(double* a, double* b, int n, int w, int r) {
  [[ptools::parallel]]
  for (int i = 8; i < n - 8; ++i) {
    double s = 0;
    for (int j = -r; j <= r; ++j) s += a[i + j]; // expected: PT0031 "'a[i + j]'"
    a[i] = s / (2 * r + 1);
  }
  [[ptools::parallel]]
  for (int y = 8; y < n - 8; ++y)
    for (int x = 0; x < w; ++x) {
      double s = 0;
      for (int j = -r; j <= r; ++j) s += a[(y + j) * w + x]; // expected: PT0031 "'a[(y + j) * w + x]'"
      a[y * w + x] = s;
    }
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < w; ++x) {
      double s = 0;
      for (int j = -r; j <= r; ++j)
        if (y + j >= 0 && y + j < n) s += a[(y + j) * w + x]; // expected: PT0031 "'a[(y + j) * w + x]'"
      a[y * w + x] = s;
    }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int j = 1; j < r; ++j) s += a[i + j]; // expected: PT0031 "'a[i + j]'"
    a[i] = s;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 8; i < n - 8; ++i) {
    double s = 0;
    for (int j = -r; j <= r; ++j) s += a[i + j];
    b[i] = s / (2 * r + 1);
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; i += r) {
    double s = 0;
    for (int j = 0; j < r; ++j) s += a[i + j];
    a[i] = s;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int j = 0; j < w; ++j) s += a[i * w + j];
    a[i * w] = s;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < r; ++k) s += a[i + k * n];
    a[i] = s;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int j = 0; j < r; ++j)
      if (j == 0) s += a[i + j];
    a[i] = s;
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    double s = 0;
    for (int x = 0; x < w; ++x) s += a[y * w + x];
    a[y * w + w / 2] = s;
  }
}
