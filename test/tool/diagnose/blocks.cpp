// RUN: %check %s
// Blocks of the iterations' own, of which the text shows that they overlap.
#include <ptools/ptools.hpp>

#include <algorithm>

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
