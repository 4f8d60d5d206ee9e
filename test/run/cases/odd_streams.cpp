// Closed standard streams, and output that workers and program both write.
// RUN: %ptools_cc -O1 -Wno-ptools-output-order %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t >%t.out 2>&-
// RUN: FileCheck %s <%t.out
// RUN: env PTOOLS_WORKERS=2 %census %t >%t.out <&-
// RUN: FileCheck %s <%t.out
// RUN: env PTOOLS_WORKERS=2 %census %t >&- 2>&- <&-
// RUN: env PTOOLS_WORKERS=2 %census %t lines >%t.out
// RUN: sort -n %t.out | cmp - %t.sorted

// CHECK: before
// CHECK-NEXT: 499500
// CHECK-NOT: before

#include <cstdio>
#include <fstream>
#include <string>
#include <ptools/ptools.hpp>

int main(int argc, char** argv) {
  if (argc > 1) {
    // Nothing is printed twice and nothing lost, though streams are buffered and processes forked.
    for (int i = 0; i < 100; ++i) std::printf("%d\n", i);
    [[ptools::parallel]]
    for (int i = 100; i < 1000; ++i) std::printf("%d\n", i);
    std::ofstream sorted(std::string(argv[0]) + ".sorted");
    for (int i = 0; i < 1000; ++i) sorted << i << '\n';
    return 0;
  }
  std::printf("before\n"); // stays in the buffer while workers are forked
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 1000; ++i) s += i;
  std::printf("%ld\n", s);
}
