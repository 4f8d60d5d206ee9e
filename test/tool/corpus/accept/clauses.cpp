// The clauses that change how a loop runs and never what it computes.
// RUN: %accept %s
#include <ptools/ptools.hpp>

struct options {
  int threads;
  bool parallel;
  int grain;
};
int threads_for(int n, int most);

void statically(double* a, int n) {
  // shape: canonical, static-schedule, captured-write, raw-write
  [[ptools::parallel(schedule=static)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // shape: canonical, static-schedule, captured-write, raw-write
  [[ptools::parallel(schedule=static(64))]]
  for (int i = 0; i < n; ++i)
    a[i] += 1.0;
}

void dynamically(double* a, int n, const options& o) {
  if (o.grain < 1)
    return;
  // shape: canonical, dynamic-schedule, captured-write, raw-write
  [[ptools::parallel(schedule=dynamic)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // shape: canonical, dynamic-schedule, captured-write, raw-write
  [[ptools::parallel(schedule=dynamic(o.grain))]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // shape: canonical, dynamic-schedule, captured-write, raw-write
  [[ptools::parallel(schedule=guided(4))]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

double conditionally(const double* a, int n, const options& o) {
  double s = o.parallel ? 0.0 : -0.0;
  // shape: canonical, if-clause, workers, raw-read, reduction
  [[ptools::parallel(reduce=plus(s), if=n >= 1024 && o.parallel, workers=o.threads)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  // shape: canonical, if-clause, workers, static-schedule, raw-read, reduction
  [[ptools::parallel(workers=threads_for(n, 8), schedule=static, if=(n > 64), reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

void with_progress(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel(progress)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // shape: canonical, workers, captured-write, raw-write
  [[ptools::parallel(progress="clearing, please wait", workers=2)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

void always_here(double* a, int n) {
  // shape: canonical, if-clause, captured-write, raw-write
  [[ptools::parallel(if=false)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel(backend=serial)]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
