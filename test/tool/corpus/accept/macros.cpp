// Annotations that come from macros, object-like and function-like.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#define PARALLEL_LOOP [[ptools::parallel]]
#define PARALLEL_SUM [[ptools::parallel(reduce=plus)]]
#define PARALLEL_REDUCE(op, var) [[ptools::parallel(reduce=op(var))]]
#define PARALLEL_WITH(...) [[ptools::parallel(__VA_ARGS__)]]
#define AXIS 3
#define SQUARE(x) ((x) * (x))
#define AT(a, i, j) (a)[(i)*AXIS + (j)]

void clear(double* a, int n) {
  // shape: canonical, macro, captured-write, raw-write
  PARALLEL_LOOP
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

double sum(const double* a, int n) {
  double s = 0.0;
  // shape: canonical, macro, raw-read, reduction
  PARALLEL_SUM
  for (int i = 0; i < n; ++i)
    s += SQUARE(a[i]);
  return s;
}

double largest(const double* a, int n) {
  double m = 0.0;
  // shape: canonical, macro, raw-read, reduction
  PARALLEL_REDUCE(max, m)
  for (int i = 0; i < n; ++i)
    if (m < a[i])
      m = a[i];
  return m;
}

void points(double* a, int n) {
  // shape: canonical, macro, dynamic-schedule, workers, captured-write, raw-write, inner-loop
  PARALLEL_WITH(schedule=dynamic(8), workers=2)
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < AXIS; ++j)
      AT(a, i, j) = i + j;
  }
}

void macro_bound(double* a) {
  // shape: canonical, macro, captured-write, raw-write
  PARALLEL_LOOP
  for (int i = 0; i < 10 * AXIS; ++i)
    a[i] = AXIS;
}
