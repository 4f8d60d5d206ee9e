// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>
#include <vector>

struct body {
  double x, v, old_x;
  void step(double dt) { x += v * dt; }
  void pull(const body& other) { v += other.old_x - old_x; }
  void chase(const body& other) { x = other.x; }
};

struct grid {
  double* data;
  int w;
  double& at(int x, int y) const { return data[y * w + x]; }
  double left(int x, int y) const { return data[y * w + x - 1]; }
  double here(int x, int y) const { return 2 * data[y * w + x]; }
  void put(int x, int y, double v) const { data[y * w + x] = v; }
  void fill_row(int y, double v) const {
    for (int x = 0; x < w; ++x) put(x, y, v);
  }
};

struct image {
  double* pixels;
  int w, h;
  double& at(int x, int y) { return pixels[y * w + x]; }
  const double& at(int x, int y) const { return pixels[y * w + x]; }
  double* row(int y) { return pixels + y * w; }
  double mean(int x, int y) const { return (at(x - 1, y) + at(x, y) + at(x + 1, y)) / 3; }
};
struct beast {
  double weight = 1;
  virtual void eat(beast& other) { std::swap(weight, other.weight); }
};
void nudge(beast& b, int n, ...) { b.weight += n; }
struct matrix {
  int w;
  ptools::shared_array<double> d;
  int index(int x, int y) const { return y * w + x; }
  double& operator()(int x, int y) { return d[index(x, y)]; }
  double get(int x, int y) const { return d[y * w + x]; }
  void set(int x, int y, double v) { d[y * w + x] = v; }
  void cell(int x, int y) { (*this)(x, y) += (*this)(x, y - 1); }
  double up(int x, int y) { return (*this)(x, y - 1); }
  void scale(int y) {
    for (int x = 0; x < w; ++x) d[index(x, y)] *= 2;
  }
  double sum(int y) {
    double s = 0;
    for (int x = 0; x < w; ++x) s += (*this)(x, y);
    return s;
  }
};
void block(double* f, int from, int to) {
  for (int k = from; k < to; ++k) f[k] *= 2;
}
void ends(double* r, int n) { r[0] = r[n - 1]; }
void column(double* d, int n, int stride) {
  for (int i = 1; i < n; ++i) d[i * stride] += d[(i - 1) * stride];
}
void subtract(double* r, const double* p, int n) {
  for (int j = 0; j < n; ++j) r[j] -= p[j] * 0.5;
}
void quick(double* a, int low, int high) {
  if (low < high) {
    quick(a, low, (low + high) / 2);
    quick(a, (low + high) / 2 + 1, high);
    std::swap(a[low], a[high]);
  }
}
struct view {
  double* data;
  int w;
  double& operator()(int x, int y) const { return data[y * w + x]; }
};

double before(const double* a, int i) { return a[i - 1]; }
double itself(const double* a, int i) { return a[i] + 1; }
void add_to(double& x, const double& y) { x += y; }
void deposit(double* mass, const int* cell, int i) { mass[cell[i]] += 1; }
void count_in(double* mass, int k) { mass[k] += 1; }
void count_all(double* mass) { mass[0] += 1; }
void third(double* a, int i) { a[i] += a[i - 1]; }
void second(double* a, int i) { third(a, i); }
void first(double* a, int i) { second(a, i); }
void deepest(double* a, int i) { first(a, i); }
void own(double* row, int n) {
  for (int k = 1; k < n; ++k) row[k] += row[k - 1];
}

void refused(double* a, double* pixels, body* p, beast* beasts, matrix& m, const grid& g, const int* cell, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = before(a, i); // expected: PT0031 "'before(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    add_to(a[i], a[i - 1]); // expected: PT0031 "reads 'a[i - 1]', which another iteration writes as 'a[i]'"
  const auto update = [](auto& x, const auto& y) { x += y; };
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    update(a[i], a[i - 1]); // expected: PT0031 "'a[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    p[i].chase(p[i - 1]); // expected: PT0031 "'p[i - 1]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    deposit(a, cell, i); // expected: PT0042 "'deposit(a, cell, i)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    count_in(a, cell[i]); // expected: PT0042 "'count_in(a, cell[i])'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    count_all(a); // expected: PT0042 "'count_all(a)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 1; x < n; ++x)
      g.at(y, x) = g.left(y, x); // expected: PT0031 "'g.left(y, x)'"
  const view out{a, n};
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      out(x, y) = out(x, y - 1); // expected: PT0031 "'out(x, y - 1)'"
  image im{pixels, n, n};
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 1; x < n; ++x)
      im.at(y, x) = im.mean(y, x); // expected: PT0031 "'im.mean(y, x)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      im.at(x, y) += std::as_const(im).at(x, y - 1); // expected: PT0045 "'std::as_const(im).at(x, y - 1)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      im.row(y)[x] = im.row(y - 1)[x]; // expected: PT0031 "'im.row(y - 1)[x]'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      im.row(y)[x] = im.at(x, y - 1); // expected: PT0031 "'im.at(x, y - 1)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    im.at(cell[i], 0) += 1; // expected: PT0042 "'im.at(cell[i], 0)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    im.at(i, 0) = im.at(cell[i], 0); // expected: PT0045 "'im.at(cell[i], 0)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    second(a, i); // expected: PT0031 "'second(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    deepest(a, i); // expected: PT0031 "'deepest(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    beasts[i].eat(beasts[i - 1]); // expected: PT0042 "'beasts[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    nudge(beasts[i], 1, 2);
    nudge(beasts[i - 1], 1, 2); // expected: PT0042 "'nudge(beasts[i - 1], 1, 2)'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      m.cell(x, y); // expected: PT0031 "'m.cell(x, y)'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      m(x, y) += m.up(x, y); // expected: PT0031 "'m.up(x, y)'"
}

struct guarded {
  std::atomic_flag busy = ATOMIC_FLAG_INIT;
  double sum = 0;
  void add(double x) {
    while (busy.test_and_set()) {
    }
    sum += x;
    busy.clear();
  }
};

void guarded_sums(guarded* sums, const double* b, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) sums[0].add(b[i]);
}

void fine(double* a, body* p, const grid& g, matrix& m, const int* start, int n, int w) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    p[i].step(0.5);
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    p[i].pull(p[i - 1]);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = itself(a, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    own(a + i * n, n);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 1; x < n; ++x)
      g.put(x, y, g.here(x, y));
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    g.fill_row(y, y);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    add_to(a[i], 1.0);
  view out{a, n}, in{a + n * n, n};
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 1; x < n; ++x)
      out(x, y) = in(x, y - 1) + in(x - 1, y) + out(x, y);
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 1; x < n; ++x)
      out(x, y) = out(x - 1, y) + 1;
  // What loops of the functions go over is taken for the iteration's own, as far as nothing shows
  // otherwise.
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    m.scale(y);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const double s = m.sum(y);
    for (int x = 0; x < w; ++x) m(x, y) /= s;
  }
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b) {
    block(a, b * 64, (b + 1) * 64);
    block(a, start[b], start[b + 1]);
    ends(a + b * w, w);
    quick(a + b * w, 0, w - 1);
  }
  [[ptools::parallel]]
  for (int low = 0; low < n; low += 64)
    block(a, low, std::min(n, low + 64));
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x)
    column(a + x, n, w);
  const int k = n / 2;
  [[ptools::parallel]]
  for (int i = k + 1; i < n; ++i)
    subtract(a + i * w, a + k * w, w);
  [[ptools::parallel]]
  for (int y = 1; y < n - 1; y += 2)
    for (int x = 0; x < w; ++x)
      m.set(x, y, 0.5 * (m.get(x, y - 1) + m.get(x, y + 1)));
}

double relax_cell(matrix& m, int cell, int w) {
  const int x = cell % w, y = cell / w;
  return m(x, y) = 0.5 * (m(x - 1, y) + m(x + 1, y));
}
double relax_quarter(matrix& m, int quarter, int w) {
  const int x = 2 * (quarter % w) + 1, y = 2 * (quarter / w) + 1;
  return m(x, y) = 0.5 * (m(x - 1, y) + m(x + 1, y));
}

// A function that makes its subscripts of an index from a table; of the loop's own index they may
// be as different as the index is.
void by_a_table(matrix& m, const int* red, int n, int w) {
  double change = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int k = 0; k < n; ++k)
    change += relax_cell(m, red[k], w); // expected: PT0042 "'relax_cell(m, red[k], w)'"
  [[ptools::parallel(reduce=plus(change), shared(m))]]
  for (int k = 0; k < n; ++k)
    change += relax_cell(m, red[k], w);
  [[ptools::parallel(reduce=plus)]]
  for (int k = 0; k < n; ++k)
    change += relax_quarter(m, k, w);
}

struct bond {
  int i, j;
};
void push(double& one, double& other) {
  one += 1;
  other -= 1;
}
// Pairs from a list, in whatever names they are taken apart.
void pairs(double* p, const bond* bonds, const int* ends, int n) {
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) {
    const auto [i, j] = bonds[k];
    push(p[i], p[j]); // expected: PT0042 "'p[i]'" PT0042 "'p[j]'"
  }
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) {
    const int i = ends[2 * k], j = ends[2 * k + 1];
    push(p[i], p[j]); // expected: PT0042 "'p[i]'" PT0042 "'p[j]'"
  }
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) {
    const int i = 2 * k, j = 2 * k + 1;
    push(p[i], p[j]);
  }
}
void bonds_of_a_range(double* p, const ptools::shared_array<bond>& bonds) {
  [[ptools::parallel]]
  for (auto [i, j] : bonds)
    push(p[i], p[j]); // expected: PT0042 "'p[i]'" PT0042 "'p[j]'"
}

void copy_next(double* d, int y, int w) { std::copy(d + (y + 1) * w, d + (y + 2) * w, d + y * w); }
void copy_over(double* d, const double* e, int y, int w) { std::copy(e + y * w, e + (y + 1) * w, d + y * w); }
void zero(double* d, int y, int w) { std::fill(d + y * w, d + (y + 1) * w, 0.0); }
void zero_with_next(double* d, int y) { std::fill_n(d + y * 4, 5, d[y * 4]); }
double below(double* d, int y, int w) { return d[y * w] = std::accumulate(d + (y + 1) * w, d + (y + 2) * w, 0.0); }
// What the library does in a function.
void stretches(double* d, double* e, int n, int w) {
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    copy_next(d, y, w); // expected: PT0031 "'copy_next(d, y, w)'"
  double s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int y = 0; y < n; ++y)
    s += below(d, y, w); // expected: PT0031 "'below(d, y, w)'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    zero_with_next(d, y); // expected: PT0031 "'zero_with_next(d, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    zero(d, y, w);
    copy_over(d, e, y, w);
    copy_over(e, d, y, w);
  }
}
