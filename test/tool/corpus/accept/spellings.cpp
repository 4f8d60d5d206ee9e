// Spellings of the annotation itself.
// RUN: %accept %s
#include <ptools/ptools.hpp>

void using_prefix(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[using ptools: parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

double using_prefix_with_clauses(const double* a, int n) {
  double s = 0.0;
  // shape: canonical, raw-read, reduction
  [[using ptools: parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

void same_line(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] = 0.0;
}

double many_lines(const double* a,
                  int n) {
  double sum = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(
      reduce = plus(sum), // the sum
      schedule = static   /* evenly */
  )]]
  for (int i = 0;
       i < n;
       ++i)
  {
    sum += a[i];
  }
  return sum;
}

void as_a_branch(double* a, int n, bool wanted) {
  if (wanted)
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      a[i] = 0.0;
  else
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      a[i] = 1.0;
}

void in_a_switch(double* a, int n, int how) {
  switch (how) {
  case 0:
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      a[i] = 0.0;
    break;
  default:
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      a[i] = 2.0;
  }
}

void beside_other_attributes(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for ([[maybe_unused]] int i = 0; i < n; ++i) {
    [[maybe_unused]] const double before = a[i];
    a[i] = 4.0;
  }
}
