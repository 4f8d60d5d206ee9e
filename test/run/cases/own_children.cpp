// Workers are not children that the program can see, and its own children are none of ours.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
#include <ptools/ptools.hpp>

static volatile std::sig_atomic_t ended = 0;

static long sum(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) s += i;
  return s;
}

int main() {
  std::signal(SIGCHLD, [](int) { ended = ended + 1; });
  // CHECK: 4950
  std::printf("%ld\n", sum(100));
  // CHECK-NEXT: no children: 1
  std::printf("no children: %d\n", wait(nullptr) == -1 && errno == ECHILD);
  ptools::rmprocs(ptools::workers());
  // CHECK-NEXT: handler called: 0
  std::printf("handler called: %d\n", static_cast<int>(ended));
  std::fflush(stdout);

  // A child of the program's own is no member of the cluster; its loops run in it.
  const pid_t child = fork();
  if (child == 0) {
    const bool right = sum(1000) == 499500;
    std::_Exit(right ? 5 : 6);
  }
  int status = 0, children = 0;
  while (wait(&status) > 0) ++children;
  // CHECK-NEXT: children: 1, status 5
  std::printf("children: %d, status %d\n", children, WEXITSTATUS(status));
  // CHECK-NEXT: 499500
  std::printf("%ld\n", sum(1000));
}
