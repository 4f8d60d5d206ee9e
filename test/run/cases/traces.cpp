// What a worker threw tells the calls that led there, by both compilers, and without debug
// information at least the functions.
// RUN: %ptools_cc --ptools-cxx=g++ -O2 -g %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck --check-prefixes=CHECK,LINES %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -O2 -g %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck --check-prefixes=CHECK,LINES %s
// RUN: %ptools_cc --ptools-cxx=g++ -O0 -g %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck --check-prefixes=CHECK,LINES %s
// RUN: %ptools_cc --ptools-cxx=g++ -O2 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck --check-prefixes=CHECK,NAMES %s
// RUN: env PTOOLS_WORKERS=2 PATH=/nonexistent %census %t | FileCheck --check-prefix=BARE %s
// RUN: %ptools_cc --ptools-cxx=g++ -O0 -rdynamic -s %s -o %t
// RUN: env PTOOLS_WORKERS=2 PATH=/nonexistent %census %t | FileCheck --check-prefix=EXPORTED %s

#include <cstdio>
#include <stdexcept>
#include <vector>
#include <ptools/ptools.hpp>

struct grid {
  std::vector<double> cells = std::vector<double>(10);
  // LINES: {{^}}  at grid::cell(int) ({{.*}}traces.cpp:[[@LINE+2]]){{$}}
  // NAMES: {{^}}  at grid::cell(int) ({{.*}}+0x{{[0-9a-f]+}}){{$}}
  [[gnu::noinline]] double cell(int i) { return cells.at(static_cast<std::size_t>(i)); }
};

// LINES-NEXT: {{^}}  at step(grid&, int) ({{.*}}traces.cpp:[[@LINE+3]]){{$}}
// NAMES-NEXT: {{^}}  at step(grid&, int) ({{.*}}+0x{{[0-9a-f]+}}){{$}}
[[gnu::noinline]] static void step(grid& g, int i) {
  g.cell(i);
  asm volatile(""); // so that the call is no jump
}

// BARE: {{^}}  at /{{.*}}+0x{{[0-9a-f]+$}}
// EXPORTED: {{^}}  at grid::cell(int) ({{.*}}+0x{{[0-9a-f]+}}){{$}}

int main() {
  grid g;
  try {
    [[ptools::parallel(workers=2)]]
    for (int i = 0; i < 100; ++i) {
      // LINES-NEXT: {{^}}  at the body of the loop ({{.*}}traces.cpp:[[@LINE+2]]){{$}}
      // NAMES-NEXT: {{^}}  at the body of the loop ({{.*}}+0x{{[0-9a-f]+}}){{$}}
      step(g, i);
    }
  } catch (const std::out_of_range& e) {
    std::printf("%s\n", dynamic_cast<const ptools::remote_error&>(e).trace());
    // CHECK-NEXT: end
    std::puts("end");
  }
}
