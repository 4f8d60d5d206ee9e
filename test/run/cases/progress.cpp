// The bar of `progress`: one line that is drawn anew on a terminal, lines for a file. The second half waits
// until somebody who has seen an unfinished bar says so.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census python3 %S/parts/progress_terminal.py %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 >/dev/null | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 %census %t off 2>&1 >/dev/null | count 0

// CHECK: {{^}}counting [########################################] 100 %  {{[0-9.]+}} s, 0.0 s left{{$}}
// CHECK: {{^}}[########################################] 100 %

#include <atomic>
#include <csignal>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <thread>
#include <unistd.h>

static std::atomic<int>* go;

static void let_go(int) { go->store(1); }

int main(int argc, char**) {
  auto* const free_to_end = ptools::shared_new<std::atomic<int>>(isatty(STDERR_FILENO) == 0);
  go = free_to_end;
  std::signal(SIGUSR2, let_go);
  int sum = 0;
  if (argc > 1) {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 100; ++i) sum += ptools::myid() > 1;
    return sum != 100;
  }
  [[ptools::parallel(reduce=plus(sum), progress="counting")]]
  for (int i = 0; i < 100; ++i) {
    while (i >= 50 && free_to_end->load() == 0) std::this_thread::yield();
    sum += ptools::myid() > 1;
  }
  [[ptools::parallel(reduce=plus(sum), progress)]]
  for (int i = 0; i < 100; ++i) {
    free_to_end->fetch_add(1);
    sum += ptools::myid() > 1;
  }
  std::printf("%d\n", sum);
}
