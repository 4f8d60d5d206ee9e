// Clauses that the language has and this version has not.
// RUN: %check %s
#include <ptools/ptools.hpp>

void clauses(double* a, int n) {
  double t = 0.0;
  [[ptools::parallel(collapse=2)]] // expected: PT0006 "clause 'collapse' is not available yet"
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      a[i * n + j] = 0.0;
  [[ptools::parallel(private(t))]] // expected: PT0006 "clause 'private'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(firstprivate(t))]] // expected: PT0006 "clause 'firstprivate'"
  for (int i = 0; i < n; ++i)
    a[i] = t;
  [[ptools::parallel(per_worker(t = 1.0))]] // expected: PT0006 "clause 'per_worker'"
  for (int i = 0; i < n; ++i)
    a[i] = t;
  [[ptools::parallel(on=ptools::workers())]] // expected: PT0006 "clause 'on'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(backend=fork)]] // expected: PT0006 "clause 'backend=fork'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(backend=threads)]] // expected: PT0006 "clause 'backend=threads'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(map(a[0:n]))]] // expected: PT0006 "clause 'map'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(out(a[0:n]))]] // expected: PT0006 "clause 'out'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(nowait)]] // expected: PT0006 "clause 'nowait'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(retry=3)]] // expected: PT0006 "clause 'retry'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

void accepted(double* a, int n) {
  // accepted: PT0006
  [[ptools::parallel(backend=process, schedule=guided)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
