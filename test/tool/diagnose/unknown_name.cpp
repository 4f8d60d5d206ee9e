// Names in clauses that are no outer variables of the loop.
// RUN: %check %s
#include <ptools/ptools.hpp>

double sums(const double* a, int n) {
  double s = 0.0, unused = 0.0;
  [[ptools::parallel(reduce=plus(sum))]] // expected: PT0009 "'sum' in clause 'reduce'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(s), identity(t = 0.0))]] // expected: PT0009 "'t' in clause 'identity'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(s, unused))]] // expected: PT0009 "'unused' in clause 'reduce'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  [[ptools::parallel(reduce=plus(s), shared(b))]] // expected: PT0009 "'b' in clause 'shared'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  // accepted: PT0009
  [[ptools::parallel(reduce=plus(s), identity(s = 0.0))]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s + unused;
}
