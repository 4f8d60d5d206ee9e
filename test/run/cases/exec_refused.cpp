// A worker started by exec that is not laid out as the program is takes no part, and says why.
// RUN: %ptools_cc -O1 %s -o %t -ldl
// RUN: env PTOOLS_START=exec WHAT=library %census %t 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=LIBRARY <%t.err
// RUN: env PTOOLS_START=exec WHAT=heap %census %t 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=MEMORY <%t.err
// RUN: env PTOOLS_START=exec WHAT=mapping %census %t 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=MEMORY <%t.err
// RUN: env PTOOLS_START=exec WHAT=end %census %t 2>%t.err | FileCheck %s
// RUN: env PTOOLS_START=exec WHAT=hang PTOOLS_WORKER_TIMEOUT=0.5 %census %t | FileCheck %s --check-prefix=LATE
// RUN: env PTOOLS_START=exec WHAT=nothing %census %t | FileCheck %s --check-prefix=RIGHT

// CHECK: worker 2 exited with status 1
// CHECK-NEXT: and no other
// LIBRARY: its libraries are others, or lie elsewhere, than those of the program
// MEMORY: its static initialisers took much more memory than those of the program
// LATE: workers 2 did not answer within 0.5
// RIGHT: 1 worker

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <ptools/ptools.hpp>

// Static initialisers that do in a worker what they do not do in the program.
static const bool different = [] {
  if (std::getenv("PTOOLS_INTERNAL_REGION") == nullptr) return false;
  const std::string what = std::getenv("WHAT");
  if (what == "library") dlopen("libanl.so.1", RTLD_NOW);
  if (what == "heap") sbrk(200 << 20);
  if (what == "mapping") mmap(nullptr, 2UL << 30, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (what == "end") _exit(1);
  if (what == "hang") pause();
  return true;
}();

int main() {
  try {
    ptools::addprocs(1);
    std::printf("%d worker\n", static_cast<int>(ptools::workers().size()));
  } catch (const ptools::worker_died& e) {
    std::printf("%s\n", std::string(e.what()).substr(0, std::strcspn(e.what(), ";\n")).c_str());
    std::printf("and no other: %d\n", ptools::nprocs());
  } catch (const ptools::error& e) {
    std::puts(e.what());
    std::fflush(stdout);
    _exit(0); // the worker still waits for nothing; it must go with the program
  }
}
