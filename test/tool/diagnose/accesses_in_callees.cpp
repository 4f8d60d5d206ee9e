// RUN: %check %s
#include <ptools/ptools.hpp>

#include <mutex>
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
struct view {
  double* data;
  int w;
  double& operator()(int x, int y) const { return data[y * w + x]; }
};

double before(const double* a, int i) { return a[i - 1]; }
double itself(const double* a, int i) { return a[i] + 1; }
void add_to(double& x, const double& y) { x += y; }
void deposit(double* mass, const int* cell, int i) { mass[cell[i]] += 1; }
void count_all(double* mass) { mass[0] += 1; }
void third(double* a, int i) { a[i] += a[i - 1]; }
void second(double* a, int i) { third(a, i); }
void first(double* a, int i) { second(a, i); }
void deepest(double* a, int i) { first(a, i); }
void locked(double* mass, const int* cell, int i, std::mutex& m) {
  const std::lock_guard<std::mutex> hold(m);
  mass[cell[i]] += 1;
}
void own(double* row, int n) {
  for (int k = 1; k < n; ++k) row[k] += row[k - 1];
}

void refused(double* a, double* pixels, body* p, const grid& g, const int* cell, int n) {
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
    deepest(a, i); // expected: PT0042 "'deepest(a, i)'"
}

void fine(double* a, body* p, const grid& g, const int* cell, std::mutex& m, int n) {
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
}
