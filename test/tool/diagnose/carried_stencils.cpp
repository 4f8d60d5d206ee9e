// Stencils in place: an iteration reads the row that another one writes.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <complex>

struct cell {
  double now, next;
};

void rows(double* img, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      img[y * w + x] += img[(y - 1) * w + x]; // expected: PT0031 "an iteration reads 'img[(y - 1) * w + x]', which another iteration writes as 'img[y * w + x]'"
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w - 1; ++x)
      img[w * y + x] = 0.25 * (img[(y - 1) * w + x + 1] // expected: PT0031 "'img[(y - 1) * w + x + 1]'"
                               + img[y * w + x - 1]
                               + img[y * w + w + x] // expected: PT0031 "'img[y * w + w + x]'"
                               + img[y * (w + 1) - y + x + 1]);
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    for (int x = 0; x < w; ++x)
      img[y * w + x] = y;
    double sum = 0;
    for (int column = 0; column < w; ++column)
      sum += img[(y - 1) * w + column]; // expected: PT0031 "'img[(y - 1) * w + column]'"
    img[y * w] = sum;
  }
}

void three_dimensions(double* a, const int depth, int h, int w) {
  const int plane = h * w;
  [[ptools::parallel]]
  for (int z = 1; z < depth; ++z)
    for (int y = 0; y < h; ++y)
      for (int x = 0; x < w; ++x)
        a[(z * h + y) * w + x] = a[((z - 1) * h + y) * w + x]; // expected: PT0031 "'a[((z - 1) * h + y) * w + x]'"
  [[ptools::parallel]]
  for (int z = 1; z < depth; ++z)
    for (int y = 0; y < h; ++y)
      for (int x = 0; x < w; ++x)
        a[z * plane + y * w + x] = a[(z - 1) * h * w + y * w + x]; // expected: PT0031 "'a[(z - 1) * h * w + y * w + x]'"
}

void subscripts(ptools::shared_array<double, 2>& g, double (*a)[64], double** lines, cell* cells,
                std::complex<double>* c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j) {
      g(i, j) = g(i - 1, j) + g(i, j - 1); // expected: PT0031 "'g(i - 1, j)'"
      lines[i][j] = lines[i - 1][j]; // expected: PT0031 "'lines[i - 1][j]'"
    }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 0; j < 64; ++j)
      a[i][j] = a[i - 1][j]; // expected: PT0031 "'a[i - 1][j]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    cells[i].next = cells[i - 1].next; // expected: PT0031 "'cells[i - 1].next'"
    c[i] = c[i] + c[i - 1]; // expected: PT0031 "'c[i - 1]'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    cell made = {cells[i - 1].now, 0}; // expected: PT0031 "'cells[i - 1].now'"
    cells[i] = made;
  }
  constexpr int wide = 100;
  double* const flat = a[0];
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 0; j < wide; ++j)
      flat[i * wide + j] = flat[(i - 1) * wide + j]; // expected: PT0031 "'flat[(i - 1) * wide + j]'"
}

void by_locals(double* p, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    const int row = y * w;
    auto above = (y - 1) * w;
    for (int x = 0; x < w; ++x)
      p[row + x] = p[above + x]; // expected: PT0031 "'p[above + x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    const double* up = p + (y - 1) * w;
    double* here = &p[y * w];
    for (int x = 0; x < w; ++x)
      here[x] = up[x]; // expected: PT0031 "an iteration reads 'up[x]', which another iteration writes as 'here[x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      double& here = p[y * w + x];
      here = p[(y - 1) * w + x]; // expected: PT0031 "which another iteration writes as 'here'"
    }
}

void under_conditions(double* a, const bool* wanted, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (y > 0 && x % 2 == 0)
        a[y * w + x] = a[(y - 1) * w + x]; // expected: PT0031 "'a[(y - 1) * w + x]'"
    }
  [[ptools::parallel]]
  for (int i = 0; i < h; ++i)
    a[i] = i == 0 ? 1.0 : a[i - 1]; // expected: PT0031 "'a[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < h; ++i) {
    if (i % 3 == 0)
      continue;
    if (wanted[i])
      a[i] = a[i - 1]; // expected: PT0031 "'a[i - 1]'"
  }
  [[ptools::parallel]]
  for (int i = 2; i < h; ++i)
    if (i % 2 == 1)
      a[i] = a[i - 2]; // expected: PT0031 "'a[i - 2]'"
}

void all_of_it(double* x, const double* m, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      if (j != i)
        x[i] += m[i * n + j] * x[j]; // expected: PT0031 "an iteration reads 'x[j]', which another iteration writes as 'x[i]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < i; ++j)
      x[i] -= m[i * n + j] * x[j]; // expected: PT0031 "'x[j]'"
}

void accepted(double* a, const double* old, double* p, ptools::shared_array<double, 2>& g, int w,
              int h, int colour, int k, int b) {
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w; ++x) {
      a[y * w + x] = a[y * w + x - 1] + old[(y - 1) * w + x];
      g(x, y) = g(x - 1, y);
    }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) // red and black, by where a row begins
    for (int x = 1 + (y + colour) % 2; x < w; x += 2)
      a[y * w + x] = a[(y - 1) * w + x] + a[y * w + x - 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w; ++x)
      if ((x + y) % 2 == colour)
        a[y * w + x] = a[(y - 1) * w + x] + a[y * w + x - 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w; ++x) {
      const bool black = ((x ^ y) & 1) != 0;
      if (black)
        continue;
      const double up = a[(y - 1) * w + x];
      a[y * w + x] = up;
    }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x) // each its own column
    for (int y = 1; y < h; ++y)
      a[y * w + x] += a[(y - 1) * w + x];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x)
    for (int y = 1; y < h; ++y)
      a[y * 1024 + x] += a[(y - 1) * 1024 + x];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 0; i < h; ++i) // blocks along the diagonal
    for (int j = i * b; j < (i + 1) * b; ++j)
      a[i * w + j] = a[(i + 1) * w + j];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) // three numbers each
    for (int c = 1; c < 3; ++c)
      a[y * 3 + c] = a[y * 3 + c - 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    double* here = p + y * w;
    const double* next = here + w / 2;
    for (int x = 0; x < w / 2; ++x)
      here[x] = next[x];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < h; ++i)
    if (i % 2 == 0)
      a[i] = a[i - 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < h; ++i)
    if (!(i & 1))
      a[i] = a[i - 1];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < h; ++i) {
    if (i == k)
      a[i] = a[i - 1];
    a[2 * i + w] = a[2 * i + w - 1];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    for (int c = 2; c < k; ++c) // as many as there are
      a[y * 3 + c] = a[y * 3 + c - 2]; // expected: PT0045 "as 'a[at + w * h]'"
    for (int x = 0; x < w; x += 2) // even from odd ones
      p[y * w + x] = p[(y - 1) * w + x + 1];
    int at = y;
    at += h;
    a[at + w * h] = a[y - 1 + w * h]; // expected: PT0045 "as 'a[at + w * h]'"
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = k; i < k + 4; ++i) // from four elements to four others
    a[i] = a[i + 4];
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = k; i < h; ++i)
    for (int j = 0; j < k; ++j)
      a[i] += a[j];
}
