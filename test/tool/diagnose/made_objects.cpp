// Rows that are no places but objects with a pointer, made by a function, in a variable or where
// they are given to a function; and arrays chosen by a member.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstddef>

class row_of {
public:
  explicit row_of(double* data) : data_(data) {}
  double& operator[](int x) const { return data_[x]; }

private:
  double* data_;
};
struct plain_row {
  double* data;
  int width;
  double& operator[](int x) { return data[x]; }
};
struct grid {
  ptools::shared_array<double> values;
  int width;
  row_of operator[](int y) { return row_of(values.data() + y * width); }
  row_of row(int y) const { return row_of(const_cast<double*>(&values[static_cast<std::size_t>(y * width)])); }
  plain_row line(int y) { return {values.data() + y * width, width}; }
};
double relax(row_of to, row_of from, int x) {
  to[x] = 0.5 * from[x];
  return to[x];
}
double relax_reference(const row_of& to, const row_of& from, int x) { return to[x] = 0.5 * from[x]; }

void rows(grid& g, int h, int w) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      g[y][x] = g[y - 1][x] + 1; // expected: PT0031 "'g[y - 1][x]'"
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      g.line(y)[x] = g.line(y - 1)[x] + 1; // expected: PT0031 "'g.line(y - 1)[x]'"
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    row_of to = g[y], from = g[y - 1];
    for (int x = 0; x < w; ++x)
      to[x] += from[x]; // expected: PT0031 "'from[x]'"
  }
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      relax(g[y], g[y - 1], x); // expected: PT0031 "'relax(g[y], g[y - 1], x)'"
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      relax_reference(g[y], g[y - 1], x); // expected: PT0031 "'relax_reference(g[y], g[y - 1], x)'"
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    g[0][3] += y; // expected: PT0030 "'g[0][3]'"
}

void rows_of_their_own(grid& g, grid& other, int h, int w) {
  // accepted: PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 1; x < w; ++x)
      g[y][x] += g[y][x - 1];
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      g[y][x] = other[y - 1][x];
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    row_of to = g.row(y);
    plain_row line = other.line(y);
    for (int x = 1; x < w; ++x)
      to[x] = line[x - 1] + relax(g[y], other[y + 1], x);
  }
  [[ptools::parallel]]
  for (int y = 1; y < h; y += 2)
    for (int x = 0; x < w; ++x)
      g[y][x] = g[y - 1][x];
}

struct strided {
  double* first;
  int step, size;
  double& operator[](int i) const { return first[i * step]; }
};
struct table {
  ptools::shared_array<double> values;
  int rows, columns;
  strided column(int j) { return {values.data() + j, columns, rows}; }
};

// What it computes with numbers of its own is not known.
void columns(table& t) {
  // accepted: PT0030 PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int j = 0; j < t.columns; ++j) {
    auto c = t.column(j);
    for (int i = 1; i < c.size; ++i) c[i] += c[i - 1];
  }
}

struct buffers {
  double *a, *b;
  bool swapped;
  double& was(int i) { return swapped ? a[i] : b[i]; }
  double& becomes(int i) { return swapped ? b[i] : a[i]; }
  double& also_was(int i) { return !swapped ? b[i] : a[i]; }
};

void two_buffers(buffers& c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) c.was(i) = c.was(i - 1); // expected: PT0031 "'c.was(i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) c.was(i) = c.also_was(i - 1); // expected: PT0031 "'c.also_was(i - 1)'"
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) c.becomes(i) = c.was(i - 1);
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) c.was(i) *= c.also_was(i);
}

struct cell {
  bool odd;
  double value;
};
void from_another_row(row_of to, const grid& g, int y, int x) {
  to = g.row(y);
  to[x] += 1;
}
// Chosen anew in each iteration, or another one by now.
void chosen_by_each(const cell* cells, double* a, double* b, grid& g, int n) {
  // accepted: PT0031
  [[ptools::parallel(shared(a, b))]]
  for (int i = 1; i < n; ++i)
    (cells[i].odd ? a[i] : b[i]) = (cells[i].odd ? a[i - 1] : b[i - 1]);
  // accepted: PT0030 PT0042
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x)
      from_another_row(g[0], g, y, x);
}

class shifted_row {
public:
  shifted_row(double* d, int by) : p(d) { p += by; }
  double& operator[](int x) const { return p[x]; }

private:
  double* p;
};
struct offset_row {
  double* p;
  int by;
  double& operator[](int x) const { return p[by + x]; }
};
struct sheet {
  ptools::shared_array<double> values;
  int width;
  shifted_row operator[](int y) { return shifted_row(values.data(), y * width); }
  offset_row row(int y) { return {values.data(), y * width}; }
  offset_row cursor(int y) { return {values.data() + y * width, 0}; }
};
void fill(const offset_row& r, int w) {
  for (int x = 1; x < w; ++x) r[x] = r[x - 1] + 1;
}
void fill_copy(offset_row r, int w) {
  for (int x = 1; x < w; ++x) r[x] = r[x - 1] + 1;
}
void walk(offset_row r, int w) {
  for (int x = 0; x < w; ++x) *r.p++ += x;
}
// Objects that were led to their row in another way than by what they were made of.
void led_elsewhere(sheet& t, int h) {
  const int w = t.width;
  // accepted: PT0030 PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) t[y][x] += y;
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    const auto r = t.row(y);
    for (int x = 1; x < w; ++x) r[x] += r[x - 1];
    fill(r, w);
    fill_copy(r, w);
  }
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    fill(t.row(y), w);
    fill_copy(t.row(y), w);
    walk(t.cursor(y), w);
  }
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    auto r = t.cursor(0);
    r.p += y * w;
    for (int x = 0; x < w; ++x) r[x] = y + x;
    for (int x = 0; x < w; ++x) *r.p++ = y + x;
  }
}
