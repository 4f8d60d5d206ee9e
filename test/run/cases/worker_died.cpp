// A worker that dies ends the loop with an error that says who, of what, where; the next loop works.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=ERR --implicit-check-not='in a worker' <%t.err
// RUN: env PTOOLS_WORKERS=3 PTOOLS_PERTURB=5 %census %t 2>%t.err | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 PTOOLS_START=exec %census %t 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=ERR --implicit-check-not='in a worker' <%t.err

// What the program does at its end (it may delete files) is not for a worker whose body calls exit().
// ERR: destructor in process 1

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>
#include <ptools/ptools.hpp>

static struct ends {
  ends() {
    std::atexit([] { ended("handler"); });
    std::at_quick_exit([] { ended("quick handler"); });
  }
  ~ends() { ended("destructor"); }
  static void ended(const char* what) {
    std::fprintf(stderr, "%s in %s\n", what, ptools::myid() > 1 ? "a worker" : "process 1");
  }
} at_the_end;

static double busy(int i) {
  double x = i;
  for (int k = 0; k < 20'000; ++k) x = std::sqrt(x + k);
  return x;
}

enum class way { kill, abort_it, exit_it, leave };

static void die(way how) {
  std::fputs("last words\n", stderr);
  switch (how) {
  case way::kill:
    raise(SIGKILL);
    break;
  case way::abort_it:
    std::abort();
  case way::exit_it:
    std::exit(7);
  case way::leave:
    _exit(9);
  }
}

static void run(const char* name, way how) {
  double s = 0;
  try {
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 2000; ++i) {
      if (ptools::myid() > 1 && i > 100) die(how);
      s += busy(i);
    }
    std::printf("%s: ended\n", name);
  } catch (const ptools::worker_died& e) {
    const char* file = std::strrchr(e.file(), '/');
    std::printf("%s: worker %s, signal %d, status %d, %s:%d\n", name, e.worker() > 1 ? "ok" : "1?",
                e.signal(), e.signal() ? 0 : e.exit_status(), file ? file + 1 : e.file(), e.line());
    std::printf("  stderr: %s", e.stderr_tail());
  }
  long sum = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 100'000; ++i) sum += i;
  std::printf("\nnext loop: %ld\n", sum);
}

int main() {
  // CHECK: kill: worker ok, signal 9, status 0, worker_died.cpp:[[#LINE:]]
  // CHECK: last words
  // CHECK: next loop: 4999950000
  run("kill", way::kill);
  // CHECK: abort: worker ok, signal 6, status 0, worker_died.cpp:[[#LINE]]
  // CHECK: next loop: 4999950000
  run("abort", way::abort_it);
  // CHECK: exit: worker ok, signal 0, status 7, worker_died.cpp:[[#LINE]]
  // CHECK: next loop: 4999950000
  run("exit", way::exit_it);
  // CHECK: leave: worker ok, signal 0, status 9, worker_died.cpp:[[#LINE]]
  // CHECK: next loop: 4999950000
  run("leave", way::leave);
}
