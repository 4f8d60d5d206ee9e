// Under a debugger there are no workers, and the program says so; breakpoints are on the user's lines.
// RUN: %ptools_cc -O0 -g %s -o %t
// RUN: %census gdb -batch -nx -ex 'break debugger.cpp:15' -ex run -ex delete -ex continue %t 2>&1 | FileCheck %s

// CHECK: under a debugger: no workers
// CHECK: Breakpoint 1{{[,.].*}}debugger.cpp:15
// CHECK: 4950 1

#include <cstdio>
#include <ptools/ptools.hpp>
int main() {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 100; ++i)
    s += i;
  std::printf("%ld %d\n", s, ptools::nprocs());
}
