// A library that binds the first thread to one core before main (OpenMP with OMP_PROC_BIND does) binds
// neither the workers nor their number.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: %census %t | FileCheck %s
// RUN: env PTOOLS_START=exec %census %t | FileCheck %s

// CHECK: bound to 1, as many workers as cores: 1, each may use all: 1

#include <algorithm>
#include <cstdio>
#include <sched.h>
#include <unistd.h>
#include <ptools/ptools.hpp>

static cpu_set_t allowed() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  return set;
}

static int cores_before = 0;

static bool bind_to_one() {
  cpu_set_t set = allowed();
  cores_before = CPU_COUNT(&set);
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_COUNT(&set) > 1) CPU_CLR(core, &set);
  return sched_setaffinity(0, sizeof set, &set) == 0;
}

static const bool bound = bind_to_one();

int main() {
  const int wanted = cores_before;
  int least = CPU_SETSIZE + 1;
  [[ptools::parallel(reduce=min(least))]]
  for (int i = 0; i < 200; ++i) {
    usleep(500);
    const cpu_set_t mine = allowed();
    if (ptools::myid() > 1) least = std::min(least, CPU_COUNT(&mine));
  }
  const cpu_set_t here = allowed();
  std::printf("bound to %d, as many workers as cores: %d, each may use all: %d\n",
              bound ? CPU_COUNT(&here) : 0, ptools::nworkers() == wanted, least == wanted);
}
