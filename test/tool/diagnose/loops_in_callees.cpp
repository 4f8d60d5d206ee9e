// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

struct image {
  double* d;
  int w;
  double& at(int x, int y) const { return d[y * w + x]; }
};

void relax_row(double* u, int w, int y) {
  for (int x = 1; x < w - 1; ++x)
    u[y * w + x] = 0.25 * (u[y * w + x - 1] + u[y * w + x + 1] + u[(y - 1) * w + x] + u[(y + 1) * w + x]);
}
void relax_pointer(double* row, int w) {
  for (int x = 1; x < w - 1; ++x) row[x] = row[x - w] + row[x + w];
}
void add_above(double* d, const double* e, int w, int y) {
  const int row = y * w;
  for (int x = 0; x < w; ++x) d[row + x] += e[row - w + x];
}
void inside_only(double* d, int w, int y, int h) {
  if (y == 0 || y >= h) return;
  for (int x = 0; x < w; ++x) d[y * w + x] += d[(y - 1) * w + x];
}
void not_at_the_rim(double* d, int w, int y, int h) {
  if (y > 0 && y < h)
    for (int x = 0; x < w; ++x) d[y * w + x] += d[(y - 1) * w + x];
}
void column_sums(double* sums, const double* d, int w, int y) {
  for (int x = 0; x < w; ++x) sums[x] += d[y * w + x];
}
void blur(double* out, const double* in, int w, int y) {
  for (int x = 0; x < w; ++x) {
    double s = 0;
    for (int k = -2; k <= 2; ++k) s += in[(y + k) * w + x];
    out[y * w + x] = s;
  }
}
void smooth_copy(image out, image in, int y) {
  for (int x = 0; x < out.w; ++x) out.at(x, y) = in.at(x, y - 1) + in.at(x, y + 1);
}
void smooth(const image& out, const image& in, int y) {
  for (int x = 0; x < out.w; ++x) out.at(x, y) = in.at(x, y - 1) + in.at(x, y + 1);
}
void table_row(double* t, int w, int i) {
  for (int j = 1; j < w; ++j) t[i * w + j] = std::max(t[(i - 1) * w + j], t[(i - 1) * w + j - 1]);
}
void with_next_block(double* d, int b, int size) {
  const int low = b * size, high = low + size;
  for (int i = low; i < high; ++i) d[i] = 2 * d[i + 1];
}
void pull(double* p, int n, int i) {
  for (int j = 0; j < n; ++j)
    if (j != i) p[i] += p[j] - p[i];
}
void scale_row(double* y, const double* x, int n) {
  for (int i = 0; i < n; ++i) y[i] += 2 * x[i];
}

void refused(double* a, const double* b, int n, const image& m) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    relax_row(a, 30, y); // expected: PT0031 "'relax_row(a, 30, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    relax_pointer(a + y * 30, 30); // expected: PT0031 "'relax_pointer(a + y * 30, 30)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    add_above(a, a, 30, y); // expected: PT0031 "'add_above(a, a, 30, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    not_at_the_rim(a, 30, y, n); // expected: PT0031 "'not_at_the_rim(a, 30, y, n)'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    inside_only(a, 30, y, n); // expected: PT0031 "'inside_only(a, 30, y, n)'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    column_sums(a, b, 30, y); // expected: PT0042 "'column_sums(a, b, 30, y)'"
  [[ptools::parallel]]
  for (int y = 2; y < n; ++y)
    blur(a, a, 30, y); // expected: PT0031 "'blur(a, a, 30, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    smooth_copy(m, m, y); // expected: PT0031 "'smooth_copy(m, m, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    smooth(m, m, y); // expected: PT0031 "'smooth(m, m, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    table_row(a, 30, y); // expected: PT0031 "'table_row(a, 30, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    with_next_block(a, y, 30); // expected: PT0031 "'with_next_block(a, y, 30)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    pull(a, n, i); // expected: PT0031 "'pull(a, n, i)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int s = 0; s < 4; ++s)
      scale_row(a + s * 30, b + i * 30, 30); // expected: PT0042 "'scale_row(a + s * 30, b + i * 30, 30)'"
}

void odd(double* d, int i) {
  if (i % 2 == 1) d[i] += d[i - 1];
}
void of_colour(double* d, int i, int c) {
  if ((i & 1) != c) return;
  d[i] += d[i - 1] + d[i + 1];
}
void chosen(double* d, int i, bool now) {
  if (now) d[i] += d[i - 1];
}
void first_only(double* d, int i) {
  if (i == 1) d[0] += 1;
}
void red_black(double* u, int w, int y, int c) {
  for (int x = 1 + (y + c) % 2; x < w - 1; x += 2)
    u[y * w + x] = 0.25 * (u[y * w + x - 1] + u[y * w + x + 1] + u[(y - 1) * w + x] + u[(y + 1) * w + x]);
}
void next_one(double* d, const double* e, int i) {
  i += 1;
  d[i] += e[i];
  d[i - 1] = 0;
}
void spread(double* d, const double* e, int i) {
  i *= 2;
  d[i] += e[i];
  d[i + 1] = 0;
}
void lower(double* a, int n, int i) {
  for (int j = 0; j < i; ++j) a[i * n + j] = a[j * n + i];
}
void in_row(double* d, int w, int y) {
  for (int x = 1; x < w; ++x) d[y * w + x] += d[y * w + x - 1];
}
void swap_below(double* a, int n, int i) {
  for (int j = i + 1; j < n; ++j) std::swap(a[i * n + j], a[j * n + i]);
}
void sparse(double* y, const double* v, const int* begin, const int* column, const double* x, int i) {
  double s = 0;
  for (int k = begin[i]; k < begin[i + 1]; ++k) s += v[k] * x[column[k]];
  y[i] = s;
}
void block(double* d, int b, int size) {
  const int low = b * size, high = low + size;
  for (int i = low; i < high; ++i) d[i] = 2 * d[i];
}
void eliminate(double* a, int n, int r, int k) {
  const double f = a[r * n + k] / a[k * n + k];
  for (int j = k; j < n; ++j) a[r * n + j] -= f * a[k * n + j];
}
void merge(double* d, int i, int half) {
  for (int k = 0; k < half; ++k) d[2 * half * i + k] += d[2 * half * i + half + k];
}
void product(double* y, const double* a, const double* x, int n, int i) {
  y[i] = 0;
  for (int j = 0; j < n; ++j) y[i] += a[i * n + j] * x[j];
}
void sums_of_column(double* s, const double* a, int n, int i) {
  for (int j = 0; j < n; ++j) s[i] += a[j * n + i];
}
void tile(double* c, const double* a, int n, int ti, int tj, int size) {
  for (int i = ti * size; i < (ti + 1) * size; ++i)
    for (int j = tj * size; j < (tj + 1) * size; ++j) c[i * n + j] += a[i * n + j];
}
void butterfly(double* d, int i, int half) {
  const double t = d[i + half];
  d[i + half] = d[i] - t;
  d[i] += t;
}
void pairs_of(double* d, int i) { d[2 * i] = d[2 * i + 1]; }
void first_free(double* out, const int* begin, const int* end, int i) {
  for (int k = begin[i]; k < end[i]; ++k) out[k] += 1;
}
void until(double* d, const double* limit, int w, int y) {
  for (int x = 0; x < w && d[y * w + x] < limit[y]; ++x) d[y * w + x] += 1;
}

void accepted(double* a, const double* b, const int* begin, const int* end, int n, int k, const image& m,
              const image& other) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) odd(a, i);
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) of_colour(a, i, k);
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) chosen(a, i, i % 2 == 0);
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) first_only(a, i);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) red_black(a, 30, y, k);
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 2) next_one(a, b, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) spread(a, b, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) lower(a, n, i);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) in_row(a, 30, y);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) swap_below(a, n, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) sparse(a, b, begin, end, b, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) block(a, i, k);
  [[ptools::parallel]]
  for (int r = k + 1; r < n; ++r) eliminate(a, n, r, k);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) merge(a, i, 8);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) product(a, b, b, n, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) sums_of_column(a, b, n, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) tile(a, b, n, i, j, 8);
  [[ptools::parallel]]
  for (int i = 0; i < k; ++i) butterfly(a, i, k);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) pairs_of(a, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) first_free(a, begin, end, i);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) until(a, b, 30, y);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) add_above(a, b, 30, y);
  [[ptools::parallel]]
  for (int y = 2; y < n; ++y) blur(a, b, 30, y);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) smooth(m, other, y);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int s = 0; s < 4; ++s) scale_row(a + i * 30, b + s * 30, 30);
}
