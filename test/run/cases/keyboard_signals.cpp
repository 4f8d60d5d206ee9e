// What a terminal sends to all processes of a program means nothing to workers: the program decides.
// Each worker sends itself the signals, whose delivery nobody need wait for then, and works on.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 PTOOLS_START=exec %census %t 2>&1 | FileCheck %s

#include <csignal>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <unistd.h>

static void press(int number) {
  raise(number);
  kill(getpid(), number);
}

int main() {
  ptools::shared_array<int> who(2), again(2);
  for (const int number : {SIGINT, SIGQUIT, SIGHUP}) {
    try {
      [[ptools::parallel(schedule=static)]]
      for (int i = 0; i < 2; ++i) {
        if (ptools::myid() > 1) press(number);
        who[i] = ptools::myid();
      }
      for (const int id : ptools::workers()) ptools::remotecall_wait(press, id, number);
      [[ptools::parallel(schedule=static)]]
      for (int i = 0; i < 2; ++i) {
        if (ptools::myid() > 1) press(number);
        again[i] = ptools::myid();
      }
      std::printf("workers %d %d, then %d %d\n", who[0], who[1], again[0], again[1]);
    } catch (const ptools::worker_died& e) {
      std::puts(e.what());
    }
  }
  // CHECK: workers 2 3, then 2 3
  // CHECK-NEXT: workers 2 3, then 2 3
  // CHECK-NEXT: workers 2 3, then 2 3
}
