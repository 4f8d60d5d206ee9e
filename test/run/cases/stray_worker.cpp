// The address of another worker's memory: it faults, and the error says whose memory it is.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t heap 0 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t heap 1 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t large 0 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t large 1 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t stack 0 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t stack 1 2>&1 | FileCheck %s

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ptools/ptools.hpp>

struct meeting_place {
  std::atomic<std::uintptr_t> left[2] = {};
};

int main(int, char** argv) {
  // CHECK: stray_worker.cpp:{{[0-9]+}}: worker {{[23]}} followed a pointer ({{0x[0-9a-f]+}}) into another worker's private memory; keep what
  const bool stack = std::strcmp(argv[1], "stack") == 0;
  const bool large = std::strcmp(argv[1], "large") == 0; // gets a mapping of its own
  const int follower = std::atoi(argv[2]); // the slots of the two differ, and with them who lies below whom
  auto* const place = ptools::shared_new<meeting_place>();
  try {
    int seen = 0;
    [[ptools::parallel(reduce=plus(seen), schedule=static)]]
    for (int i = 0; i < 2; ++i) {
      volatile int local = ptools::myid();
      int* const heap = new int[large ? 1 << 20 : 1]{ptools::myid()};
      place->left[i] = stack ? reinterpret_cast<std::uintptr_t>(&local) : reinterpret_cast<std::uintptr_t>(heap);
      while (place->left[1 - i] == 0) {} // each worker has one of the two iterations
      if (ptools::myid() == 2 + follower) seen += *reinterpret_cast<const volatile int*>(place->left[1 - i].load());
    }
    std::printf("nobody noticed: %d\n", seen);
  } catch (const ptools::error& e) {
    std::puts(e.what());
  }
}
