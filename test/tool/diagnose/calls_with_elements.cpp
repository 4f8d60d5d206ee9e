// Elements of one array that functions get at: rows given to a function of the program, stretches
// given to the library.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cstring>

struct cell {
  double value;
  void take(const cell& from);
};

void relax(double* row, const double* above, int n) {
  for (int i = 0; i < n; ++i)
    row[i] += above[i];
}
void clear(double* begin, double* end) {
  while (begin != end)
    *begin++ = 0;
}
double sum(double* begin, double* end) {
  double s = 0;
  for (double* at = begin; at < end; ++at)
    s += *at;
  return s;
}
void elsewhere(double* row, const double* above);
void range_elsewhere(double* begin, double* end);
void mix(cell& into, const cell& from);
static void follow(cell& to, const cell& from) { to.value = from.value; }

void refused(double* a, cell* cells, int n, int m) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    relax(a + y * m, a + (y - 1) * m, m); // expected: PT0031 "an iteration reads 'a + (y - 1) * m', which another iteration writes as 'a + y * m'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    elsewhere(&a[y * m], &a[(y - 1) * m]); // expected: PT0031 "'&a[(y - 1) * m]'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    double* row = a + y * m;
    std::copy(row - m, row, row); // expected: PT0031 "'row - m'"
  }
  [[ptools::parallel]]
  for (int y = 0; y < n - 1; ++y)
    std::memcpy(a + y * m, a + (y + 1) * m, sizeof(double) * 8); // expected: PT0031 "'a + (y + 1) * m'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    std::transform(&a[y * m - m], &a[y * m], // expected: PT0031 "'&a[y * m - m]'"
                   &a[y * m], &a[y * m], std::plus<double>());
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    mix(cells[i], cells[i - 1]); // expected: PT0031 "'cells[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    follow(cells[i], cells[i - 1]); // expected: PT0031 "'cells[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    cells[i].take(cells[i - 1]); // expected: PT0031 "'cells[i - 1]'"
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) {
    std::fill(a + y * m, a + y * m + m, 0.0);
    a[y * m] = a[(y - 1) * m + 1] + a[(y - 1) * m]; // expected: PT0031 "'a[(y - 1) * m + 1]'" PT0031 "'a[(y - 1) * m]'"
  }
}

void accepted(double* a, double* b, const double* c, cell* cells, int n, int m) {
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    clear(a + y * m, a + (y + 1) * m);
    range_elsewhere(a + y * m, a + (y + 1) * m);
    std::sort(a + y * m, a + (y + 1) * m);
    std::fill(a + y * m, a + (y + 1) * m, sum(a + y * m, a + (y + 1) * m));
    std::copy(a + y * m, a + (y + 1) * m, b + y * m);
    std::memcpy(a + y * m, c + (y + 1) * m, sizeof(double));
    relax(a + y * m, c + (y - 1) * m, m);
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    mix(cells[i], cells[0]);
    relax(a + 2 * i, a + 2 * i + 1, 1);
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel]]
  for (int y = 1; y < n; y += 2)
    relax(a + y * m, a + (y - 1) * m, m);
  // accepted: PT0031 PT0042
  [[ptools::parallel(shared(a))]]
  for (int y = 1; y < n; ++y)
    relax(a + y * m, a + (y - 1) * m, m);
}
