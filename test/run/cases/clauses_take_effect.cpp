// `workers`, `if` and `backend=serial` decide who runs the iterations. The bodies read a global, so that
// process 1 has no part in what workers run; with schedule=static nobody takes over another one's share,
// so all who take part are seen, however slow they are.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=3 PTOOLS_PERTURB=5 %census %t | FileCheck %s

#include <atomic>
#include <cstdio>
#include <set>
#include <ptools/ptools.hpp>

static int one = 1;
static constexpr int n = 60;

/// The count makes the body a heavy one, of which each iteration is a part of its own.
static int me(std::atomic<int>& begun) {
  begun.fetch_add(1);
  return ptools::myid() * one;
}

static int different(const ptools::shared_array<int>& ids) {
  return static_cast<int>(std::set<int>(ids.begin(), ids.end()).size());
}

/// All on process 1, one after the other.
static bool here_in_order(const ptools::shared_array<int>& ids,
                          const ptools::shared_array<int>& turns) {
  bool all = true;
  for (int i = 0; i < n; ++i) all = all && ids[i] == 1 && turns[i] == i;
  return all;
}

int main(int argc, char**) {
  ptools::shared_array<int> who(n), turn(n);
  auto* const begun = ptools::shared_new<std::atomic<int>>(0);

  [[ptools::parallel(schedule=static)]]
  for (int i = 0; i < n; ++i) who[i] = me(*begun);
  // CHECK: all: 3
  std::printf("all: %d\n", different(who));

  [[ptools::parallel(schedule=static, workers=1)]]
  for (int i = 0; i < n; ++i) who[i] = me(*begun);
  // CHECK-NEXT: one: 1, process 1: 0
  std::printf("one: %d, process 1: %d\n", different(who), who[0] == 1);

  const int some = argc + 1;
  [[ptools::parallel(schedule=static, workers=some)]]
  for (int i = 0; i < n; ++i) who[i] = me(*begun);
  // CHECK-NEXT: two: 2
  std::printf("two: %d\n", different(who));

  begun->store(0);
  [[ptools::parallel(if=some == 1)]]
  for (int i = 0; i < n; ++i) {
    who[i] = ptools::myid() * one;
    turn[i] = begun->fetch_add(1);
  }
  // CHECK-NEXT: if it is false: 1
  std::printf("if it is false: %d\n", here_in_order(who, turn));

  [[ptools::parallel(schedule=static, if=some == 2)]]
  for (int i = 0; i < n; ++i) who[i] = me(*begun);
  // CHECK-NEXT: if it is true: 3
  std::printf("if it is true: %d\n", different(who));

  begun->store(0);
  [[ptools::parallel(backend=serial)]]
  for (int i = 0; i < n; ++i) {
    who[i] = ptools::myid() * one;
    turn[i] = begun->fetch_add(1);
  }
  // CHECK-NEXT: serial: 1
  std::printf("serial: %d\n", here_in_order(who, turn));

  [[ptools::parallel(schedule=static, backend=process)]]
  for (int i = 0; i < n; ++i) who[i] = me(*begun);
  // CHECK-NEXT: process: 3
  std::printf("process: %d\n", different(who));

  begun->store(0);
  [[ptools::parallel(workers=0)]]
  for (int i = 0; i < n; ++i) {
    who[i] = ptools::myid() * one;
    turn[i] = begun->fetch_add(1);
  }
  // CHECK-NEXT: nobody but process 1: 1
  std::printf("nobody but process 1: %d\n", here_in_order(who, turn));

  ptools::shared_delete(begun);
}
