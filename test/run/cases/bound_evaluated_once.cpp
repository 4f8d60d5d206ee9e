// Bounds are evaluated once, before the loop, on process 1 alone.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

int bound() {
  std::puts("asked");
  return 1000;
}

int main() {
  long sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < bound(); ++i) sum += i;
  // CHECK: asked
  // CHECK-NEXT: 499500
  std::printf("%ld\n", sum);
  [[ptools::parallel(reduce=plus)]]
  for (int i = bound(); i > 0; --i) sum += 1;
  // CHECK-NEXT: asked
  // CHECK-NEXT: 500500
  std::printf("%ld\n", sum);
}
