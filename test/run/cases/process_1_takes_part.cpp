// Process 1 runs iterations where the body lets it, and waits for no worker that has not begun: with all
// workers stopped the loop comes to its end.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include "parts/stopped_process.hpp"
#include <csignal>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <unistd.h>
#include <vector>

static double root(int i) {
  double x = i;
  for (int k = 0; k < 100; ++k) x = 0.5 * (x + i / (x + 1));
  return x;
}

int main() {
  std::vector<pid_t> processes;
  for (const int id : ptools::workers()) processes.push_back(ptools::remotecall_fetch(getpid, id));
  // CHECK: 2 workers
  std::printf("%zu workers\n", processes.size());

  ptools::shared_array<double> roots(2000);
  double sum = 0, plain_sum = 0;
  for (const pid_t process : processes) stop(process);
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 2000; ++i) {
    roots[i] = root(i);
    sum += static_cast<long>(roots[i]);
  }
  bool stopped = true;
  for (const pid_t process : processes) stopped = stopped && state_of(process) == 'T';
  for (const pid_t process : processes) kill(process, SIGCONT);
  bool all = true;
  for (int i = 0; i < 2000; ++i) {
    all = all && roots[i] == root(i);
    plain_sum += static_cast<long>(roots[i]);
  }
  // CHECK-NEXT: all done: 1, sum right: 1, workers still stopped: 1
  std::printf("all done: %d, sum right: %d, workers still stopped: %d\n", all, sum == plain_sum, stopped);

  // What they were offered is not theirs any more, and the next loop finds them as they were.
  int there = 0;
  [[ptools::parallel(reduce=plus(there), schedule=static)]]
  for (int i = 0; i < 100; ++i) there += ptools::myid() > 1;
  // CHECK-NEXT: 100
  std::printf("%d\n", there);
}
