// An address that slipped through as an integer: the fault says whose memory it was.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t heap 2>&1 | FileCheck %s --check-prefix=HEAP
// RUN: env PTOOLS_WORKERS=2 %census %t stack 2>&1 | FileCheck %s --check-prefix=STACK
// Other allocators choose places of their own.
// RUN: env PTOOLS_WORKERS=2 %census env LD_PRELOAD=libjemalloc.so.2 %t heap 2>&1 | FileCheck %s --check-prefix=ANY
// RUN: env PTOOLS_WORKERS=2 %census env LD_PRELOAD=libmimalloc.so.2.0 %t heap 2>&1 | FileCheck %s --check-prefix=ANY
// RUN: env PTOOLS_WORKERS=2 %census env LD_PRELOAD=libtcmalloc_minimal.so.4 %t heap 2>&1 | FileCheck %s --check-prefix=ANY

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <ptools/ptools.hpp>

static double busy(int i) {
  double x = i;
  for (int k = 0; k < 20'000; ++k) x = std::sqrt(x + k);
  return x;
}

int main(int, char** argv) {
  // HEAP: stray_pointer.cpp:{{[0-9]+}}: worker {{[0-9]+}} followed a pointer ({{0x[0-9a-f]+}}) into process 1's private memory (heap)
  // ANY: stray_pointer.cpp:{{[0-9]+}}: worker {{[0-9]+}} followed a pointer ({{0x[0-9a-f]+}}) into process 1's private memory ({{heap|memory mappings}})
  // STACK: stray_pointer.cpp:{{[0-9]+}}: worker {{[0-9]+}} followed a pointer ({{0x[0-9a-f]+}}) into process 1's private memory (stack)
  ptools::addprocs(2);
  const std::unique_ptr<int[]> heap(new int[1000]());
  volatile int local = 0;
  const auto address = std::strcmp(argv[1], "heap") == 0
                           ? reinterpret_cast<std::uintptr_t>(heap.get())
                           : reinterpret_cast<std::uintptr_t>(&local);
  double s = 0;
  try {
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 2000; ++i) {
      s += busy(i);
      if (ptools::myid() > 1) s += *reinterpret_cast<const volatile int*>(address);
    }
    std::puts("nobody noticed");
  } catch (const ptools::error& e) {
    std::puts(e.what());
  }
}
