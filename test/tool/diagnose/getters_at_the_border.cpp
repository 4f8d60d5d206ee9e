// RUN: %check %s
// Functions that look after the border of a field, or choose where to read: what they read is known all
// the same.
#include <ptools/ptools.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

struct field {
  double* d;
  int w, h;
  bool periodic;

  double zero(int x, int y) const {
    if (x < 0 || y < 0 || x >= w || y >= h) return 0;
    return d[y * w + x];
  }
  double clamped(int x, int y) const { return d[std::clamp(y, 0, h - 1) * w + std::clamp(x, 0, w - 1)]; }
  double ring(int x, int y) const {
    x = (x + w) % w;
    y = (y + h) % h;
    return d[y * w + x];
  }
  double mirrored(int x, int y) const {
    if (x < 0) x = -x;
    if (y < 0) y = -y;
    if (x >= w) x = 2 * w - 2 - x;
    if (y >= h) y = 2 * h - 2 - y;
    return d[y * w + x];
  }
  double either(int x, int y) const {
    if (periodic) {
      x = (x + w) % w;
      y = (y + h) % h;
    } else if (x < 0 || y < 0 || x >= w || y >= h) {
      return 0;
    }
    return d[y * w + x];
  }
  double wound(int y) const {
    while (y < 0) y += h;
    int at = y;
    ++at;
    at -= 1;
    return d[at * w];
  }
  double through(int x, int y) const { return x < 0 ? 0 : clamped(x, y); }
  double at_table(const int* row, int x, int y) const {
    y = row[y];
    return d[y * w + x];
  }
  double around(int x, int y) const {
    double s = 0;
    for (int j = -1; j <= 1; ++j)
      for (int i = -1; i <= 1; ++i)
        if (i || j) s += zero(x + i, y + j);
    return s;
  }
  bool alive(int x, int y) const { return x >= 0 && y >= 0 && x < w && y < h && d[y * w + x] > 0; }
  int count(int x, int y) const {
    int n = 0;
    for (int j = -1; j <= 1; ++j)
      for (int i = -1; i <= 1; ++i)
        if (!(i == 0 && j == 0) && alive(x + i, y + j)) ++n;
    return n;
  }
  double crosswise(int x, int y) const {
    static const int dx[4] = {1, -1, 0, 0}, dy[4] = {0, 0, 1, -1};
    double s = 0;
    for (int k = 0; k < 4; ++k) s += zero(x + dx[k], y + dy[k]);
    return s;
  }
  double beside(int x, int y) const {
    double s = 0;
    for (int i = -1; i <= 1; ++i)
      if (i) s += zero(x + i, y);
    return s;
  }
  std::optional<double> if_there(int x, int y) const {
    if (y < 0) return std::nullopt;
    return d[y * w + x];
  }
  std::pair<double, int> with_number(int x, int y) const { return {d[y * w + x], x}; }
  void set(int x, int y, double v) const { d[y * w + x] = v; }
  void add(int x, int y, double v) const {
    if (x >= 0 && x < w && y >= 0 && y < h) d[y * w + x] += v;
  }
};

struct two {
  double *a, *b;
  bool first;
  double get(int i) const { return first ? a[i] : b[i]; }
};
struct swapped {
  double *cur, *next;
  bool flip;
  int kind;
  double get(int i) const { return flip ? next[i] : cur[i]; }
  void set(int i, double v) {
    if (flip) {
      cur[i] = v;
    } else {
      next[i] = v;
    }
  }
  void set_same(int i, double v) {
    if (!flip) {
      cur[i] = v;
    } else {
      next[i] = v;
    }
  }
  double by_kind(int i) const { return kind == 1 ? cur[i] : next[i]; }
  void set_by_kind(int i, double v) {
    if (kind != 1) cur[i] = v;
  }
};
double choose(const double* a, const double* b, bool first, int i) {
  if (first) return a[i];
  return b[i];
}
double by_kind(const double* a, const double* b, int kind, int i) { return kind == 1 ? a[i] : b[i]; }
void count_in(double* bins, int n, int k) {
  if (k >= 0 && k < n) bins[k] += 1;
}
double only_at(const double* a, int i, int k) { return i == k ? a[i - 1] : 0; }

void refused(field& f, two& t, swapped& s, double* a, double* b, bool first, int kind, int n) {
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.zero(x, y - 1)); // expected: PT0031 "'f.zero(x, y - 1)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.clamped(x, y + 1)); // expected: PT0031 "'f.clamped(x, y + 1)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.ring(x - 1, y - 1)); // expected: PT0031 "'f.ring(x - 1, y - 1)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.mirrored(x, y - 1)); // expected: PT0031 "'f.mirrored(x, y - 1)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.either(x, y - 1)); // expected: PT0031 "'f.either(x, y - 1)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    f.set(0, y, f.wound(y - 2)); // expected: PT0031 "'f.wound(y - 2)'"
  [[ptools::parallel]]
  for (int x = 1; x < f.w; ++x)
    for (int y = 0; y < f.h; ++y)
      f.set(x, y, f.through(x - 1, y)); // expected: PT0031 "'f.through(x - 1, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.around(x, y) / 8); // expected: PT0031 "'f.around(x, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.count(x, y) == 3); // expected: PT0031 "'f.count(x, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.crosswise(x, y)); // expected: PT0045 "'f.crosswise(x, y)'"
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.if_there(x, y - 1).value_or(1)); // expected: PT0031 "'f.if_there(x, y - 1)'"
  [[ptools::parallel]]
  for (int y = 1; y < f.h; ++y)
    f.set(0, y, f.with_number(0, y - 1).first); // expected: PT0031 "'f.with_number(0, y - 1)'"
  [[ptools::parallel]]
  for (int y = 1; y < f.h; ++y) {
    std::vector<double> column;
    column.emplace_back(f.d[(y - 1) * f.w]); // expected: PT0031 "'f.d[(y - 1) * f.w]'"
    f.d[y * f.w] = column[0];
  }
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x) {
      f.add(x, y, a[x]);
      f.add(x, y + 1, b[x]); // expected: PT0042 "'f.add(x, y + 1, b[x])'"
    }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    count_in(a, n, static_cast<int>(b[i])); // expected: PT0042 "'count_in(a, n, static_cast<int>(b[i]))'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    s.set_same(i, s.get(i - 1)); // expected: PT0031 "'s.get(i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    t.a[i] = t.get(i - 1); // expected: PT0031 "'t.get(i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = choose(a, b, first, i - 1); // expected: PT0031 "'choose(a, b, first, i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = choose(a, b, true, i - 1); // expected: PT0031 "'choose(a, b, true, i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = by_kind(a, b, kind, i - 1); // expected: PT0031 "'by_kind(a, b, kind, i - 1)'"
}

void accepted(field& f, const field& before, swapped& s, const int* row, double* a, double* b, int n) {
  // From another field.
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, before.zero(x, y - 1) + before.clamped(x - 1, y + 1) + before.ring(x, y - 1) +
                      before.mirrored(x + 1, y) + before.either(x, y + 1) + before.wound(y - 1));
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, before.around(x, y) + before.count(x, y) + before.crosswise(x, y) +
                      before.if_there(x, y - 1).value_or(1) + before.with_number(x, y).first);
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x) f.add(x, y, before.zero(x, y + 1));
  // Within an iteration's own row: the functions keep it there.
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, f.zero(x - 1, y) + f.clamped(x + 1, y) + f.ring(x - 1, y) + f.mirrored(x + 1, y) +
                      f.either(x - 1, y) + f.beside(x, y));
  // ... and its own column.
  [[ptools::parallel]]
  for (int x = 0; x < f.w; ++x)
    for (int y = 0; y < f.h; ++y)
      f.set(x, y, f.zero(x, y - 1) + f.clamped(x, y + 1) + f.ring(x, y - 1) + f.mirrored(x, y + 1));
  // Every second row.
  for (int colour = 0; colour < 2; ++colour) {
    [[ptools::parallel]]
    for (int y = colour; y < f.h; y += 2)
      for (int x = 0; x < f.w; ++x)
        f.set(x, y, f.zero(x, y - 1) + f.clamped(x, y + 1) + f.through(x, y - 1));
  }
  // From the other array, as the caller says.
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = choose(a, b, false, i - 1);
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = by_kind(a, b, 2, i - 1);
  // ... or as an object says, of which the other one is written.
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    s.set(i, s.get(i - 1) + s.get(i + 1));
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    s.set_by_kind(i, s.by_kind(i - 1) + s.by_kind(i + 1));
  // In one iteration only.
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    if (i == 5) a[i] = only_at(a, i, 5);
  // A row that a table names, of another field.
  [[ptools::parallel]]
  for (int y = 0; y < f.h; ++y)
    for (int x = 0; x < f.w; ++x)
      f.set(x, y, before.at_table(row, x, y - 1));
}
