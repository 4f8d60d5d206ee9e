// A program that forks a child and then becomes another program: its workers end, though the child lives.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

// CHECK: the worker is gone

#include <cstdio>
#include <string>
#include <sys/types.h>
#include <unistd.h>
#include <ptools/ptools.hpp>

int main() {
  ptools::shared_array<pid_t> worker(1);
  [[ptools::parallel(shared(worker))]]
  for (int i = 0; i < 100; ++i) {
    usleep(500);
    if (ptools::myid() > 1) worker[0] = getpid();
  }
  const pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  const std::string script = "for i in $(seq 200); do kill -0 " + std::to_string(worker[0]) +
                             " 2>/dev/null || { echo the worker is gone; break; }; sleep 0.05; done; "
                             "kill -9 " + std::to_string(child);
  execl("/bin/sh", "sh", "-c", script.c_str(), nullptr);
}
