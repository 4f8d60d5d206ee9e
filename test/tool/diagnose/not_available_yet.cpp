// What the language has and this version has not: every attribute, clause, operator and operand.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

int work(int x);

void attributes(double* a, int n) {
  [[ptools::threads]] // expected: PT0006 "attribute 'ptools::threads' is not available yet"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::spawn]] int x = work(1); // expected: PT0006 "'ptools::spawn'"
  [[ptools::spawnat(2)]] int y = work(x); // expected: PT0006 "'ptools::spawnat'"
  [[ptools::fetch]] int z = work(y); // expected: PT0006 "'ptools::fetch'"
  [[ptools::fetchfrom(2)]] int u = work(z); // expected: PT0006 "'ptools::fetchfrom'"
  [[ptools::everywhere]] { static_cast<void>(u); } // expected: PT0006 "'ptools::everywhere'"
  [[ptools::sync]] { // expected: PT0006 "'ptools::sync'"
    [[ptools::async]] work(1); // expected: PT0006 "'ptools::async'"
  }
  [[ptools::threadcall]] work(2); // expected: PT0006 "'ptools::threadcall'"
  [[ptools::shared]] static double storage[8]; // expected: PT0006 "'ptools::shared'"
  static_cast<void>(storage);
}

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

void operators(const double* a, int n) {
  std::vector<double> kept;
  double low = 0.0, bins[4] = {};
  int where = 0;
  [[ptools::parallel(reduce=append(kept))]] // expected: PT0006 "'reduce=append'"
  for (int i = 0; i < n; ++i)
    kept.push_back(a[i]);
  [[ptools::parallel(reduce=minloc(low, where))]] // expected: PT0006 "'reduce=minloc'"
  for (int i = 0; i < n; ++i)
    if (a[i] < low) {
      low = a[i];
      where = i;
    }
  [[ptools::parallel(reduce=plus(bins[0:4]))]] // expected: PT0006 "an array section"
  for (int i = 0; i < n; ++i)
    bins[i % 4] += a[i];
}

void accepted(double* a, int n) {
  // accepted: PT0006
  [[ptools::parallel(backend=process, schedule=guided)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
