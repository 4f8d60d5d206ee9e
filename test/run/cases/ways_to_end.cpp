// However the program ends, nothing is left: the census fails with 70 otherwise.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t return
// RUN: env PTOOLS_WORKERS=2 %status 3 %census %t exit
// RUN: env PTOOLS_WORKERS=2 %status 4 %census %t _exit
// RUN: env PTOOLS_WORKERS=2 %status 5 %census %t quick_exit
// RUN: env PTOOLS_WORKERS=2 %status 134 %census %t abort
// RUN: env PTOOLS_WORKERS=2 %status 134 %census %t throw
// RUN: env PTOOLS_WORKERS=2 %status 137 %census %t kill
// RUN: env PTOOLS_WORKERS=2 %status 139 %census %t segv
// RUN: env PTOOLS_WORKERS=2 %status 137 %census %t kill-in-loop
// RUN: env PTOOLS_WORKERS=2 %status 143 %census %t terminate-in-loop
// RUN: env PTOOLS_WORKERS=2 %census %t exec
// RUN: env PTOOLS_WORKERS=2 %census %t daemon
// RUN: env PTOOLS_WORKERS=2 %census %t loop-at-exit

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <ptools/ptools.hpp>

static double busy(int i) {
  double x = i;
  for (int k = 0; k < 5'000; ++k) x = std::sqrt(x + k);
  return x;
}

static double loop(int n) {
  double s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) s += busy(i);
  return s;
}

static void die_in_loop(int signal) {
  const pid_t driver = getpid();
  double s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 2000; ++i) {
    if (i == 1000) kill(driver, signal);
    s += busy(i);
  }
}

int main(int, char** argv) {
  const std::string how = argv[1];
  if (how == "loop-at-exit") std::atexit([] { loop(100); });
  ptools::addprocs(2);
  loop(500);
  if (how == "exit") std::exit(3);
  if (how == "_exit") _exit(4);
  if (how == "quick_exit") std::quick_exit(5);
  if (how == "abort") std::abort();
  if (how == "throw") throw 1;
  if (how == "kill") raise(SIGKILL);
  if (how == "segv") raise(SIGSEGV);
  if (how == "kill-in-loop") die_in_loop(SIGKILL);
  if (how == "terminate-in-loop") die_in_loop(SIGTERM);
  if (how == "exec") execlp("true", "true", static_cast<char*>(nullptr));
  if (how == "daemon") {
    if (daemon(1, 1) != 0) return 1;
    loop(100);
  }
}
