// Workers that run the program anew, static initialisers included, at the same addresses.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=3 %census %t | FileCheck %s
// RUN: env PTOOLS_START=exec %census %ptools_run -p 2 %t | FileCheck %s
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=2 PTOOLS_PERTURB=3 %census %t | FileCheck %s
// RUN: env PTOOLS_START=fork PTOOLS_WORKERS=2 %census %t | FileCheck %s
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t heap | FileCheck %s --check-prefix=STRAY
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t stack | FileCheck %s --check-prefix=STRAY
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t mapping | FileCheck %s --check-prefix=STRAY
// RUN: env PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t die 2>&1 | FileCheck %s --check-prefix=DIED

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <ptools/ptools.hpp>

struct shape {
  virtual ~shape() = default;
  virtual int corners(int i) const = 0;
};
struct square : shape {
  int corners(int i) const override { return 4 * i; }
};

// Made by the static initialisers of each process, in its own stripe; the loop uses process 1's.
static ptools::shared_array<double> squares(1000);
static int level = 1;
static const std::map<std::string, int> constants{{"one", 1}, {"two", 2}};
static char* const temporary = new char[100'000]();

static void loops() {
  level = 5;
  const shape* const s = ptools::shared_new<square>();
  const std::map<std::string, int> local{{"three", 3}};
  long sum = 0;
  int others = 0;
  [[ptools::parallel(reduce=plus(sum), reduce=plus(others))]]
  for (int i = 0; i < 1000; ++i) {
    squares[i] = static_cast<double>(i) * i;
    sum += s->corners(i) + constants.at("two") * level + local.at("three");
    others += ptools::myid() > 1;
    if (i % 50 == 0) usleep(1000);
  }
  double total = 0;
  for (const double x : squares) total += x;
  // CHECK: 2011000 332833500 1
  std::printf("%ld %.0f %d\n", sum, total, others > 0);
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 100; ++i)
      if (i == 57) throw std::out_of_range("number 57");
  } catch (const std::out_of_range& e) {
    // CHECK-NEXT: number 57
    std::puts(e.what());
  }
  ptools::rmprocs(ptools::workers());
  ptools::addprocs(2);
  int sevens = 0;
  [[ptools::parallel(reduce=plus(sevens))]]
  for (int i = 0; i < 70; ++i) sevens += i % 10 == 7;
  // CHECK-NEXT: 7 2
  std::printf("%d %d\n", sevens, ptools::nworkers());
}

// STRAY: started_by_exec.cpp:{{[0-9]+}}: worker {{[0-9]+}} followed a pointer ({{0x[0-9a-f]+}}) into process 1's private memory ({{heap|stack|memory mappings}})
static void follow(const char* where) {
  const std::unique_ptr<int[]> heap(new int[1000]());
  volatile int local = 0;
  void* const mapping =
      mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const std::map<std::string, const volatile void*> places{
      {"heap", heap.get()}, {"stack", &local}, {"mapping", mapping}};
  const auto address = reinterpret_cast<std::uintptr_t>(places.at(where));
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 200; ++i) {
    usleep(500);
    if (ptools::myid() > 1) s += *reinterpret_cast<const volatile int*>(address);
  }
  std::puts("nobody noticed");
}

// DIED: last words
// DIED: worker {{[23]}} was killed by signal 9
// DIED: the next loop: 45
static void die() {
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 200; ++i) {
      usleep(500);
      if (ptools::myid() > 1) {
        std::fputs("last words\n", stderr);
        std::raise(SIGKILL);
      }
    }
  } catch (const ptools::worker_died& e) {
    std::puts(e.what());
  }
  int s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 10; ++i) s += i;
  std::printf("the next loop: %d\n", s);
}

int main(int argc, char** argv) {
  static_cast<void>(temporary[0]);
  try {
    if (argc == 1) loops();
    else if (std::strcmp(argv[1], "die") == 0) die();
    else follow(argv[1]);
  } catch (const ptools::error& e) {
    std::puts(e.what());
  }
}
