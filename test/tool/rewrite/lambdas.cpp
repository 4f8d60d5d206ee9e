// A local lambda that captures by reference is repeated in the chunk function; one that captures
// nothing travels as it is.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

void lambdas(double* a, int n, int width) {
  const auto at = [&](int x, int y) -> double& { return a[y * width + x]; };
  const auto square = [](double x) { return x * x; };
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < width; ++x)
      at(x, y) = square(x);
}
// CHECK: [](::ptools::generated::chunk<decltype(pt_range_1)> pt_chunk_1, {{.*}}) { const auto at = [&](int x, int y) -> double& { return a[y * width + x]; };
// CHECK: capture("square", square)
// CHECK-NOT: capture("at"
