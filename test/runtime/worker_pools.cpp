/// Pools of workers: who is next, who is gone, who waits. Three workers, or none.

#include "check.hpp"

#include <ptools/ptools.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using ptools::worker_pool;
using ids = std::vector<int>;

void die() {
  raise(SIGKILL);
}

int here(int) {
  return ptools::myid();
}

void without_workers() {
  worker_pool all = ptools::default_worker_pool();
  CHECK(all.workers() == ids{1} && all.nworkers() == 1);
  CHECK(ptools::remotecall_fetch(ptools::myid, all) == 1);
  worker_pool some({4, 5}); // any id means process 1
  CHECK(ptools::remotecall_fetch(ptools::myid, some) == 1);
  CHECK(ptools::pmap(here, some, ids{7, 8}) == (ids{1, 1}));
}

void first_in_first_out() {
  worker_pool pool({3, 2, 4, 3});
  CHECK(pool.workers() == (ids{3, 2, 4}) && pool.size() == 3);
  CHECK(pool.take() == 3 && pool.take() == 2);
  pool.put(3);
  pool.put(3);  // it is free already
  pool.put(99); // no member
  CHECK(pool.take() == 4 && pool.take() == 3);
  CHECK(!pool.isready());
  CHECK(has(thrown<ptools::timed_out>([&] { pool.take(0.05); }), "0.05"));
  pool.put(2);
  CHECK(pool.isready());
  pool.wait();
  CHECK(pool.take() == 2);
  pool.push(1);
  CHECK(pool.size() == 4 && pool.take() == 1);
  const worker_pool copy = pool;
  pool.put(4);
  CHECK(copy.isready());
  CHECK(has(thrown<ptools::failure>([&] { pool.push(0); }), "count from 1"));
  CHECK(has(thrown<ptools::failure>([&] { pool.take(std::stod("nan")); }), "nan"));
}

void waits_for_a_member() {
  worker_pool pool({2});
  CHECK(pool.take() == 2);
  std::atomic<bool> given{false};
  std::thread giver([&] {
    given = true;
    pool.put(2);
  });
  CHECK(pool.take() == 2 && given);
  giver.join();
}

void calls_go_round() {
  worker_pool pool({2, 3, 4});
  for (const int id : {2, 3, 4, 2, 3}) {
    CHECK(ptools::remotecall_fetch(ptools::myid, pool) == id);
  }
  CHECK(fetch(ptools::remotecall(ptools::myid, pool)) == 4);
  CHECK(fetch(ptools::remotecall_wait(ptools::myid, pool)) == 2);
  ptools::remote_do(ptools::myid, pool);
  CHECK(pool.take() == 4);
  // What throws gives its worker back too.
  worker_pool one({3});
  for (int k = 0; k < 3; ++k) {
    CHECK(has(thrown<std::runtime_error>([&] {
                ptools::remotecall_fetch([] { throw std::runtime_error("thrown there"); }, one);
              }),
              "thrown there"));
  }
}

void threads_share() {
  worker_pool pool({2, 3, 4});
  std::atomic<int> under_way{0}, most{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        const int id = pool.take();
        const int now = ++under_way;
        int before = most;
        while (before < now && !most.compare_exchange_weak(before, now)) {
        }
        CHECK(ptools::remotecall_fetch(ptools::myid, id) == id);
        --under_way;
        pool.put(id);
      }
    });
  }
  for (std::thread& t : threads) {
    t.join();
  }
  CHECK(most <= 3);
}

void members_end() {
  const int extra = ptools::addprocs(1)[0];
  worker_pool pool({extra, 2});
  CHECK(
      has(thrown<ptools::worker_died>([&] { ptools::remotecall_fetch(die, extra); }), "signal 9"));
  CHECK(pool.take() == 2 && pool.workers() == ids{2});
  const int another = ptools::addprocs(1)[0];
  worker_pool lone({another});
  ptools::rmprocs(another);
  CHECK(has(thrown<ptools::failure>([&] { lone.take(); }), "no member"));
  CHECK(has(thrown<ptools::failure>([&] { lone.wait(); }), "no member"));
  CHECK(has(thrown<ptools::failure>([&] { static_cast<void>(lone.isready()); }), "no member"));
  CHECK(worker_pool(ids{}).take() == 1);
}

/// ... while somebody waits for one that never comes back.
void the_last_one_ends() {
  const int extra = ptools::addprocs(1)[0];
  worker_pool pool({extra});
  CHECK(pool.take() == extra);
  std::thread waits(
      [&] { CHECK(has(thrown<ptools::failure>([&] { pool.take(); }), "no member")); });
  ptools::rmprocs(extra);
  waits.join();
}

void of_all() {
  worker_pool all = ptools::default_worker_pool();
  const ids before = all.workers();
  CHECK(before == ptools::workers());
  const int more = ptools::addprocs(1)[0];
  CHECK(all.workers().back() == more && all.size() == before.size() + 1);
  ptools::rmprocs(more);
  CHECK(all.workers() == before);

  ptools::default_worker_pool(worker_pool({3}));
  for (const int id : ptools::pmap([](int) { return ptools::myid(); }, ids{1, 2, 3, 4})) {
    CHECK(id == 3);
  }
  ptools::default_worker_pool(worker_pool::of_all());
}

} // namespace

/// Workers that are still starting are members as others are.
void at_first() {
  const worker_pool pool(ptools::workers());
  CHECK(pool.size() == 3);
  for (const int id : ptools::pmap(here, pool, ids{1, 2, 3, 4})) {
    CHECK(id >= 2 && id <= 4);
  }
  CHECK(pool.size() == 3);
  worker_pool same = pool;
  CHECK(same.take() == 2);
  CHECK(ptools::remotecall_fetch(ptools::myid, pool) == 3);
  CHECK(ptools::remotecall_fetch(ptools::myid, ptools::default_worker_pool()) == 2);
}

/// A child that the program forks is on its own.
void in_a_child() {
  const worker_pool pool({2, 3});
  const pid_t child = fork();
  if (child == 0) {
    const bool mine = ptools::pmap(here, pool, ids{1, 2, 3}) == ids(3, ptools::myid()) &&
                      ptools::pmap(here, ids{1, 2}) == ids(2, ptools::myid());
    _exit(mine ? 0 : 1);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
}

int main() {
  if (std::string(std::getenv("PTOOLS_WORKERS")) == "0") {
    without_workers();
    return 0;
  }
  at_first();
  in_a_child();
  first_in_first_out();
  waits_for_a_member();
  calls_go_round();
  threads_share();
  members_end();
  the_last_one_ends();
  of_all();
}
