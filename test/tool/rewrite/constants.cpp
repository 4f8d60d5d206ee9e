// Local constants: named without a capture; static where their address is needed.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <algorithm>
#include <array>

void constants(int* a, int n) {
  constexpr int limit = 8;
  const int half = limit / 2, third = limit / 3;
  const double d = n;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::array<int, limit> local{};
    a[i] = std::max(limit, i) + std::min(half, i) + third + local[0] + static_cast<int>(d);
  }
}
// CHECK: static constexpr int limit = 8;
// CHECK: static const int half = limit / 2, third
// CHECK-NOT: capture("limit"
// CHECK: capture("d", d)
