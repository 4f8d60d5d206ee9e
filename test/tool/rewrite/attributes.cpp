// Mixed lists keep their other attributes; an attribute list may come from a macro.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#define EVERY [[ptools::parallel]]
#define SUM(x) [[ptools::parallel(reduce=plus(x))]]

long attributes(long* a, int n) {
  long s = 0;
  if (n > 0)
    [[ptools::parallel, likely]] for (int i = 0; i < n; ++i) a[i] = 1;
  EVERY
  for (int i = 0; i < n; ++i)
    a[i] = i;
  SUM(s)
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}
// CHECK: {{\[\[}}likely]]
// CHECK-NEXT: # 13
// CHECK-NOT: EVERY{{$}}
// CHECK: for (int i = pt_chunk_3.first;
