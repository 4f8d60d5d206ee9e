// A write to a captured variable that the tool does not see faults, and the error names the variable.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

struct counters {
  long hits[16];
};

int main() {
  // CHECK: unseen_write.cpp:[[#@LINE+4]]: worker {{[23]}} wrote to its copy of the captured variable 'count', {{.*}} [PT0105]
  // CHECK-NEXT: 0
  counters count{};
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 1000; ++i) {
      if (ptools::myid() > 1) asm volatile("incq %0" : : "m"(count.hits[i % 16]) : "memory");
    }
    std::puts("nobody noticed");
  } catch (const ptools::unshareable& e) {
    std::puts(e.what());
  }
  std::printf("%ld\n", count.hits[3]);
}
