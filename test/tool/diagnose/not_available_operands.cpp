// Whole arrays as reduction variables, more reductions, and clauses with values that are not there yet.
// RUN: %check %s
#include <ptools/ptools.hpp>

void arrays(const int* a, int n) {
  int bins[4] = {}, table[2][2] = {};
  [[ptools::parallel(reduce=plus(bins))]] // expected: PT0006 "a reduction of the array 'bins' is not available yet"
  for (int i = 0; i < n; ++i)
    bins[a[i] % 4] += 1;
  [[ptools::parallel(reduce=plus(table))]] // expected: PT0006 "a reduction of the array 'table' is not available yet"
  for (int i = 0; i < n; ++i)
    table[a[i] % 2][i % 2] += 1;
}

void reductions(const double* a, int n) {
  double high = 0.0;
  int where = 0;
  [[ptools::parallel(reduce=maxloc(high, where))]] // expected: PT0006 "'reduce=maxloc'"
  for (int i = 0; i < n; ++i)
    if (a[i] > high) {
      high = a[i];
      where = i;
    }
}

void clauses(double* a, int n) {
  [[ptools::parallel(idempotent)]] // expected: PT0006 "clause 'idempotent' is not available yet"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(nowait=handle)]] // expected: PT0006 "clause 'nowait' is not available yet"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(retry=3, idempotent)]] // expected: PT0006 "clause 'retry'", PT0006 "clause 'idempotent'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

// An element of an array, by a name of its own, is a variable like any other.
int accepted(const int* a, int n) {
  int bins[4] = {};
  int& first = bins[0];
  // accepted: PT0006
  [[ptools::parallel(reduce=plus(first))]]
  for (int i = 0; i < n; ++i)
    first += a[i];
  return bins[0];
}
