// How workers get their parts: two workers, a part for each iteration. But for the first loop, whoever has
// iteration 0 stays in it until the other one has begun something, so both take part, and what they take
// then follows from the schedule alone.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 PTOOLS_PERTURB=7 %census %t | FileCheck %s

#include "parts/stopped_process.hpp"
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <thread>
#include <unistd.h>

static constexpr int n = 64;

struct tally {
  std::atomic<int> begun{0}, ended{0};
  std::atomic<int> by[2] = {}; ///< begun by worker 2, by worker 3
};

static ptools::shared_array<int> who, turn;
static tally* seen;

static void anew() {
  std::fill(who.begin(), who.end(), 0);
  std::fill(turn.begin(), turn.end(), 0);
  ptools::shared_delete(seen);
  seen = ptools::shared_new<tally>();
}

/// Who runs the iteration, and as which.
static void begin(int i, int* ids, int* turns, tally& all) {
  const int me = ptools::myid();
  ids[i] = me;
  turns[i] = all.begun.fetch_add(1);
  all.by[me - 2].fetch_add(1);
  while (i == 0 && all.by[3 - me].load() == 0) std::this_thread::yield();
}

/// So many iterations at the beginning were run by one worker.
static int first_run() {
  return static_cast<int>(
      std::find_if(who.begin(), who.end(), [](int id) { return id != who[0]; }) - who.begin());
}

/// Where the worker began that did not have iteration 0.
static int the_other_began_at() {
  int first = -1;
  for (int i = 0; i < n; ++i)
    if (who[i] != who[0] && (first < 0 || turn[i] < turn[first])) first = i;
  return first;
}

static int of_the_other() {
  return static_cast<int>(
      std::count_if(who.begin(), who.end(), [](int id) { return id != who[0]; }));
}

/// An iteration is taken after all before it, of which at most one has not begun by then.
static bool in_turn() {
  for (int i = 0; i < n; ++i)
    if (turn[i] < i - 1) return false;
  return true;
}

int main() {
  who = ptools::shared_array<int>(n);
  turn = ptools::shared_array<int>(n);
  seen = ptools::shared_new<tally>();
  int* const ids = who.data();
  int* const turns = turn.data();
  int sum = 0;

  {
    // Each has its half: a worker that can only begin when the other one is through finds all of it.
    tally* const all = seen;
    const pid_t late = ptools::remotecall_fetch(getpid, 3);
    stop(late);
    [[ptools::parallel(reduce=plus(sum), schedule=static)]]
    for (int i = 0; i < n; ++i) {
      ids[i] = ptools::myid();
      sum += 1;
      if (all->ended.fetch_add(1) == n / 2 - 1) kill(late, SIGCONT);
    }
    // CHECK: static: 32 32
    std::printf("static: %d %d\n", first_run(), of_the_other());
  }
  {
    // The other one stays in the first iteration of its half until all the rest is done.
    anew();
    tally* const all = seen;
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < n; ++i) {
      begin(i, ids, turns, *all);
      sum += 1;
      while (i == n / 2 && all->ended.load() < n - 1) std::this_thread::yield();
      all->ended.fetch_add(1);
    }
    // CHECK-NEXT: none: 32 32 1
    std::printf("none: %d %d %d\n", first_run(), the_other_began_at(), of_the_other());
  }
  {
    anew();
    tally* const all = seen;
    [[ptools::parallel(reduce=plus(sum), schedule=dynamic)]]
    for (int i = 0; i < n; ++i) {
      begin(i, ids, turns, *all);
      sum += 1;
    }
    // CHECK-NEXT: dynamic: 1 1 1
    std::printf("dynamic: %d %d %d\n", first_run(), the_other_began_at(), in_turn());
  }
  {
    anew();
    tally* const all = seen;
    [[ptools::parallel(reduce=plus(sum), schedule=dynamic(4))]]
    for (int i = 0; i < n; ++i) {
      begin(i, ids, turns, *all);
      sum += 1;
    }
    // CHECK-NEXT: dynamic(4): 4 4
    std::printf("dynamic(4): %d %d\n", first_run(), the_other_began_at());
  }
  {
    // A large part first, but not all.
    anew();
    tally* const all = seen;
    [[ptools::parallel(reduce=plus(sum), schedule=guided)]]
    for (int i = 0; i < n; ++i) {
      begin(i, ids, turns, *all);
      sum += 1;
    }
    // CHECK-NEXT: guided: 1 1
    std::printf("guided: %d %d\n", first_run() >= n / 8 && first_run() < n / 2,
                first_run() == the_other_began_at());
  }
  // CHECK-NEXT: 320
  std::printf("%d\n", sum);
  ptools::shared_delete(seen);
}
