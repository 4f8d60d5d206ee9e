// Clauses become calls on the options; several reductions, callables, identities.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

static long larger(long a, long b) { return a < b ? b : a; }

double clauses(const double* a, long n) {
  double s = 0, low = 1e9;
  long top = 0;
  [[ptools::parallel(reduce=plus(s), reduce=min(low), reduce=larger(top), identity(top = -1L),
                     schedule=guided(n / 8), workers=2, if=n > 100, progress="sum",
                     backend=serial)]]
  for (long i = 0; i < n; ++i) {
    s += a[i];
    if (a[i] < low)
      low = a[i];
    top = larger(top, i);
  }
  [[using ptools : parallel(reduce=plus(s))]]
  for (long i = 0; i < n; ++i)
    s -= a[i];
  return s + low + static_cast<double>(top);
}
// CHECK: pt_options_1.schedule_guided(n/8);{{.*}}pt_options_1.workers(2);{{.*}}pt_options_1.only_if(n>100);{{.*}}pt_options_1.progress("sum");{{.*}}pt_options_1.serial();
// CHECK: ::ptools::generated::results(s, low, top)
// CHECK-SAME: reduction_with("top", top, larger, -1L)
