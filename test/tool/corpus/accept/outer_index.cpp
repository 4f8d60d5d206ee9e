// An index that is declared outside the loop, and has its serial final value afterwards.
// RUN: %accept %s
#include <ptools/ptools.hpp>

int fill(double* a, int n) {
  int i;
  // shape: canonical, outer-index, captured-write, raw-write
  [[ptools::parallel]]
  for (i = 0; i < n; ++i)
    a[i] = 1.0;
  return i;
}

void copy_rows(const double* from, double* to, int rows, int columns) {
  int r, c;
  // shape: canonical, outer-index, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (r = 0; r < rows; r++) {
    to[r] = from[r * columns];
  }
  // shape: canonical, outer-index, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (c = 0; c < columns; c++) {
    to[c] += from[c];
  }
}

double dot(const double* a, const double* b, long n) {
  long k = 0;
  double sum = 0.0;
  // shape: canonical, outer-index, raw-read, reduction
  [[ptools::parallel(reduce=plus(sum))]]
  for (k = 0; k < n; ++k)
    sum += a[k] * b[k];
  return k == n ? sum : 0.0;
}

unsigned countdown(unsigned* out, unsigned n) {
  unsigned i;
  // shape: canonical, outer-index, step, captured-write, raw-write, unsigned-index
  [[ptools::parallel]]
  for (i = n; i > 0; --i)
    out[i - 1] = i;
  return i;
}

long every_third(long* out, long from, long to) {
  long i;
  // shape: canonical, outer-index, step, low-bound, captured-write, raw-write
  [[ptools::parallel]]
  for (i = from; i <= to; i += 3)
    out[i] = i;
  return i;
}
