// Where nobody says how many, there is one worker for each core that the program may run on.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: %census %t | FileCheck %s
// RUN: %census %t one | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>
#include <sched.h>
#include <unistd.h>

static cpu_set_t allowed() {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) CPU_ZERO(&cores);
  return cores;
}

/// Starts the program again on one core.
static void run_on_one_core(char* program) {
  const cpu_set_t all = allowed();
  cpu_set_t first;
  CPU_ZERO(&first);
  for (int core = 0; core < CPU_SETSIZE && CPU_COUNT(&first) == 0; ++core)
    if (CPU_ISSET(core, &all)) CPU_SET(core, &first);
  sched_setaffinity(0, sizeof first, &first);
  execl("/proc/self/exe", program, static_cast<char*>(nullptr));
}

int main(int argc, char** argv) {
  if (argc > 1) run_on_one_core(argv[0]);
  const cpu_set_t all = allowed();
  const int cores = CPU_COUNT(&all);
  const int before = ptools::nprocs() - 1;
  int sum = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 100; ++i) sum += ptools::myid() > 0;
  const int loop = ptools::nprocs() - 1;
  const int added = static_cast<int>(ptools::addprocs().size());
  // CHECK: 100: before 0, by the loop 1, by addprocs() 1
  std::printf("%d: before %d, by the loop %d, by addprocs() %d\n", sum, before, loop == cores, added == cores);
  // CHECK-NEXT: all there: 1
  std::printf("all there: %d\n", ptools::nprocs() == 1 + loop + cores);
}
