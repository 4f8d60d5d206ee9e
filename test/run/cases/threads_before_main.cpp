// A pool that a static initialiser started works in workers too: they are started by exec.
// RUN: %ptools_cc -O1 -pthread %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t 2>&1 | FileCheck %s --check-prefixes=REMARK,CHECK
// RUN: env PTOOLS_WORKERS=3 PTOOLS_START=exec %census %t 2>&1 | FileCheck %s --implicit-check-not=ptools
// RUN: env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s --check-prefix=ALONE --implicit-check-not=ptools

// REMARK: ptools: threads were started before main (by static initialisers): workers are started by exec
// CHECK: 5050 1
// ALONE: 5050 0

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <ptools/ptools.hpp>

class pool {
public:
  pool() : worker_([this] { serve(); }) { worker_.detach(); }

  long plus_one(long x) {
    std::unique_lock<std::mutex> hold(lock_);
    value_ = x;
    asked_ = true;
    changed_.notify_all();
    changed_.wait(hold, [this] { return !asked_; });
    return value_;
  }

private:
  void serve() {
    std::unique_lock<std::mutex> hold(lock_);
    for (;;) {
      changed_.wait(hold, [this] { return asked_; });
      ++value_;
      asked_ = false;
      changed_.notify_all();
    }
  }

  std::mutex lock_;
  std::condition_variable changed_;
  bool asked_ = false;
  long value_ = 0;
  std::thread worker_;
};

// Never destroyed: its thread waits on it until the process ends.
static pool& adder = *new pool;

int main() {
  long sum = 0;
  int others = 0;
  [[ptools::parallel(reduce=plus(sum), reduce=plus(others), shared(adder))]]
  for (int i = 0; i < 100; ++i) {
    sum += adder.plus_one(i);
    others += ptools::myid() > 1;
    usleep(500);
  }
  std::printf("%ld %d\n", sum, others > 0);
}
