// A range without end is refused when the loop begins, with the place.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
#include <cstdio>
#include <cstdlib>
#include <ptools/ptools.hpp>

int main() {
  const int step = std::atoi("0");
  ptools::shared_array<double> a(100);
  // CHECK: endless.cpp:[[#@LINE+2]]: the parallel loop would never end: its step is zero [PT0103]
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 100; i += step) a[i] = 1.0;
    std::puts("it ended");
  } catch (const ptools::error& e) {
    std::puts(e.what());
  }
}
