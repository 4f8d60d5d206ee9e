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
  std::printf("no children: %d\n", waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD);
  ptools::rmprocs(ptools::workers(), 30); // an error is better than to be ended by the census
  // CHECK-NEXT: handler called: 0
  std::printf("handler called: %d\n", static_cast<int>(ended));
  std::fflush(stdout);

  // A child of the program's own is no member of the cluster; its loops run in it.
  const pid_t child = fork();
  if (child == 0) {
    const bool right = sum(1000) == 499500;
    std::_Exit(right ? 5 : 6);
  }
  int status = 0;
  const bool ended = waitpid(child, &status, 0) == child;
  const bool others = waitpid(-1, nullptr, WNOHANG) != -1;
  // CHECK-NEXT: child: 1, status 5, others: 0
  std::printf("child: %d, status %d, others: %d\n", ended, WEXITSTATUS(status), others);
  // CHECK-NEXT: 499500
  std::printf("%ld\n", sum(1000));
}
