// Neighbours by short loops inside, clamps and rings; iterations that mirror each other; colours.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <utility>

void short_loops(unsigned char* g, double* a, int w, int h, int n) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y)
    for (int x = 1; x < w - 1; ++x) {
      int c = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          if (dx != 0 || dy != 0)
            c += g[(y + dy) * w + x + dx]; // expected: PT0031 "'g[(y + dy) * w + x + dx]'"
      g[y * w + x] = c == 3;
    }
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      int c = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        const int there = y + dy;
        if (there >= 0 && there < h)
          c += g[there * w + x]; // expected: PT0031 "'g[there * w + x]'"
      }
      g[y * w + x] = c == 3;
    }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    double s = 0;
    for (int k = i - 1; k <= i + 1; ++k)
      s += a[k]; // expected: PT0031 "'a[k]'"
    a[i] = s;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 2; k >= 0; --k)
      a[i] += a[i + k]; // expected: PT0031 "'a[i + k]'"
}

void clamps(double* a, unsigned char* g, int w, int h, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int l = i > 0 ? i - 1 : 0;
    a[i] += a[l]; // expected: PT0031 "'a[l]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[std::max(i - 1, 0)]; // expected: PT0031 "'a[std::max(i - 1, 0)]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[(i + 1) % n]; // expected: PT0031 "'a[(i + 1) % n]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[(i - 1 + n) % n]; // expected: PT0031 "'a[(i - 1 + n) % n]'"
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      g[y * w + x] |= g[(y + 1) % h * w + x]; // expected: PT0031 "'g[(y + 1) % h * w + x]'"
}

void chosen(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double l = i == 0 ? a[n - 1] : a[i - 1]; // expected: PT0031 "'a[i - 1]'", PT0031 "'a[n - 1]'"
    a[i] = l;
  }
}

void mirrored(double* a, int n, int m) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    std::swap(a[i], a[n - 1 - i]); // expected: PT0042 "'a[i]'", PT0042 "'a[n - 1 - i]'"
  [[ptools::parallel]]
  for (int i = n - 1; i >= 0; --i)
    a[n - 1 - i] = a[i]; // expected: PT0031 "'a[i]'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < m; ++x)
      std::swap(a[y * m + x], // expected: PT0042 "'a[y * m + x]'"
                a[(n - 1 - y) * m + x]); // expected: PT0042 "'a[(n - 1 - y) * m + x]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      std::swap(a[i * n + j], a[j * n + i]); // expected: PT0042 "'a[i * n + j]'", PT0042 "'a[j * n + i]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      a[i * n + j] += a[j * n + i]; // expected: PT0031 "'a[j * n + i]'"
}

void coloured(int* u, const char* text, const int* colour, int c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (colour[c] == 1)
      u[i] += u[i - 1]; // expected: PT0031 "'u[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (u[i] == 0)
      u[i] = u[i - 1]; // expected: PT0031 "'u[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (text[i] != ' ')
      u[i] = u[i - 1] + 1; // expected: PT0031 "'u[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (colour[i] == colour[i - 1])
      u[i] = u[i - 1]; // expected: PT0031 "'u[i - 1]'"
}

void missing(double* x, double* y, const int* valid, const std::uint8_t* known, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (valid[i] == 0)
      x[i] = x[i - 1]; // expected: PT0031 "'x[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (known[i] != true)
      x[i] = x[i - 1]; // expected: PT0031 "'x[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    if (1 == valid[i])
      continue;
    y[i] = 0.5 * (y[i - 1] + // expected: PT0031 "'y[i - 1]'"
                  y[i + 1]); // expected: PT0031 "'y[i + 1]'"
  }
}

void accepted(double* a, double* u, double* f, double* out, const int* colour, const int* kind,
              int c, int w, int n, int m) {
  // accepted: PT0031
  [[ptools::parallel]]
  for (int t = 0; t < n; ++t)
    for (int k = 0; k < 3; ++k)
      f[t * 8 + k] = f[t * 8 + k + 5];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < 3; ++k)
      a[i * 3] += a[i * 3 + k];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 8)
    for (int k = 1; k < 8; ++k)
      a[i] += a[i + k];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = c; i < n; i += 2)
    a[i] = a[(i + 1) % n] + a[i > 0 ? i - 1 : 0];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < w; ++x) {
      double s = 0;
      for (int dy = -1; dy <= 1; ++dy)
        s += a[(y + dy) * w + x];
      out[y * w + x] = s + a[std::max(y - 1, 0) * w + x];
    }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < w; ++x)
      a[y * w + x] += a[y * w + (x + 1) % w] + a[y * w + (x - 1 + w) % w];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i)
    std::swap(a[i], a[n - 1 - i]);
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i < n - 1 - i)
      std::swap(a[i], a[n - 1 - i]);
    out[n - 1 - i] = a[i];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j)
      std::swap(a[i * n + j], a[j * n + i]);
    for (int j = 0; j < n; ++j)
      out[i * n + j] = f[j * n + i];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < i; ++j)
      a[i * n + j] = a[j * n + i];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    if (colour[i] == c)
      u[i] = 0.5 * (u[i - 1] + u[i + 1]);
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 1; j < m; ++j) {
      if (kind[i * m + j] & 2)
        u[i * m + j] = -u[(i + 1) * m + j];
      switch (kind[i * m + j]) {
      case 1:
        f[i * m + j] = -f[(i + 1) * m + j];
        break;
      }
      if ((kind[i * m + j] & 4) == 0)
        continue;
      a[i * m + j] = a[(i + 1) * m + j];
    }
}
