// Instantiations are analysed, the pattern is edited once; packs, generic lambdas, local classes.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

template <class T, class... More>
T total(const T* a, long n, More... more) {
  struct scale {
    T by;
  };
  const scale factor{T(2)};
  T s{};
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < n; ++i)
    s += a[i] * factor.by + (T(more) + ... + T(0));
  return s;
}

double use(const double* d, const int* k, long n) {
  const auto count = [&](auto limit) {
    int c = 0;
    [[ptools::parallel(reduce=plus(c))]]
    for (long i = 0; i < n; ++i)
      c += d[i] < limit;
    return c;
  };
  return total(d, n, 1, 2.0) + total(k, n) + count(1) + count(0.5);
}
// CHECK: ref<decltype((more))>... more
// CHECK: capture("more", more)...
// CHECK: reduced<decltype((c))> c
// CHECK-SAME: in<decltype((d))> d, {{.*}}<decltype((limit))> limit
