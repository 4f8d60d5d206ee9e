// Annotated loops inside annotated loops; suffixes at one place close the inner loop first.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

double nested(const double* a, double* rows, int n, int m) {
  double all = 0;
  [[ptools::parallel(reduce=plus(all))]]
  for (int i = 0; i < n; ++i)
    [[ptools::parallel(reduce=plus(all))]]
    for (int j = 0; j < m; ++j)
      all += a[i * m + j];
  if (n > 1)
    [[ptools::parallel]] for (int i = 0; i < n; ++i) rows[i] = a[i];
  else
    all = 0;
  return all;
}
// CHECK: pt_site_1
// CHECK: pt_site_2
// CHECK: reduction<::ptools::plus>("all", all)){{.*}}capture("i", i)
// CHECK: reduction<::ptools::plus>("all", all)){{.*}}capture("a", a)
// CHECK: pt_site_3
// CHECK: else
