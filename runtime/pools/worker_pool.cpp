#include <ptools/worker_pool.hpp>

#include "cluster/membership.hpp"
#include "loops/leaf_runner.hpp"
#include "managers/local.hpp"
#include "process/role.hpp"

#include <ptools/cluster.hpp>
#include <ptools/detail/map_job.hpp>
#include <ptools/error.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>

namespace ptools {

namespace detail {

struct pool_state {
  mutable std::mutex lock;
  std::condition_variable freed;
  std::vector<int> members;
  std::deque<int> free;
  /// All workers, those that join later too. Never changed.
  bool of_all = false;
};

namespace {

bool is_member(const pool_state& s, int id) {
  return std::find(s.members.begin(), s.members.end(), id) != s.members.end();
}

void add(pool_state& s, int id) {
  if (!is_member(s, id)) {
    s.members.push_back(id);
    s.free.push_back(id);
  }
}

void drop(pool_state& s, int id) {
  s.members.erase(std::remove(s.members.begin(), s.members.end(), id), s.members.end());
  s.free.erase(std::remove(s.free.begin(), s.free.end(), id), s.free.end());
}

void check_id(int id) {
  if (id < 1) {
    throw failure("a worker_pool cannot have the member " + std::to_string(id) +
                  "; ids count from 1");
  }
}

/// Drops who has ended; in the pool of all workers, adds who has joined. The cluster is asked
/// before the pool is locked: a loop holds the cluster as long as it runs, and its body may use the
/// pool.
/// @throws ptools::failure if the pool has no member left
void look_at_cluster(pool_state& s) {
  const std::vector<int> before = [&] {
    const std::lock_guard hold(s.lock);
    return s.members;
  }();
  if (process::my_role() == process::role::driver && !loops::inside_leaf) {
    const cluster::guard hold;
    managers::prepare_workers();
  }
  // Process 1 while there is no worker; a process that can call no other one is on its own.
  const std::vector<int> now =
      process::my_role() == process::role::driver ? ptools::workers() : std::vector<int>{myid()};
  std::vector<int> gone;
  for (const int id : before) {
    if (s.of_all ? std::find(now.begin(), now.end(), id) == now.end() : has_left(id)) {
      gone.push_back(id);
    }
  }
  const std::lock_guard hold(s.lock);
  for (const int id : gone) {
    drop(s, id);
  }
  if (s.of_all) {
    for (const int id : now) {
      add(s, id);
    }
  }
  if (s.members.empty()) {
    throw failure("no member of this worker_pool is left: all have ended");
  }
}

int await_free(pool_state& s, bool take, double seconds) {
  if (std::isnan(seconds)) {
    throw failure("a worker_pool cannot wait for " + std::to_string(seconds) + " seconds");
  }
  const auto begin = std::chrono::steady_clock::now();
  for (;;) {
    look_at_cluster(s);
    std::unique_lock hold(s.lock);
    if (!s.free.empty()) {
      const int id = s.free.front();
      if (take) {
        s.free.pop_front();
      }
      return id;
    }
    // Who joins or leaves the cluster does not ring here.
    double left = 0.1;
    if (seconds >= 0) {
      const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - begin;
      left = std::min(left, seconds - gone.count());
      if (left <= 0) {
        throw timed_out("no member of the worker_pool was free within " + std::to_string(seconds) +
                        " s");
      }
    }
    s.freed.wait_for(hold, std::chrono::duration<double>(left));
  }
}

} // namespace

} // namespace detail

worker_pool::worker_pool(std::shared_ptr<detail::pool_state> state) : state_(std::move(state)) {}

worker_pool::worker_pool(const std::vector<int>& ids)
    : state_(std::make_shared<detail::pool_state>()) {
  for (const int id : ids) {
    push(id);
  }
  if (ids.empty()) {
    push(1);
  }
}

worker_pool worker_pool::of_all() {
  auto state = std::make_shared<detail::pool_state>();
  state->of_all = true;
  return worker_pool(std::move(state));
}

void worker_pool::push(int id) {
  detail::check_id(id);
  const std::lock_guard hold(state_->lock);
  detail::add(*state_, id);
  state_->freed.notify_all();
}

int worker_pool::take() {
  return detail::await_free(*state_, true, -1);
}

int worker_pool::take(double seconds) {
  return detail::await_free(*state_, true, seconds);
}

void worker_pool::put(int id) {
  const std::lock_guard hold(state_->lock);
  detail::pool_state& s = *state_;
  if (detail::is_member(s, id) && std::find(s.free.begin(), s.free.end(), id) == s.free.end()) {
    s.free.push_back(id);
    s.freed.notify_all();
  }
}

void worker_pool::wait() {
  detail::await_free(*state_, false, -1);
}

bool worker_pool::isready() const {
  detail::look_at_cluster(*state_);
  const std::lock_guard hold(state_->lock);
  return !state_->free.empty();
}

std::size_t worker_pool::size() const {
  return workers().size();
}

std::vector<int> worker_pool::workers() const {
  if (state_->of_all) {
    detail::look_at_cluster(*state_);
  }
  const std::lock_guard hold(state_->lock);
  return state_->members;
}

namespace {

struct default_pool {
  std::mutex lock;
  worker_pool pool = worker_pool::of_all();
};
default_pool& the_default() {
  static auto* const one = new default_pool;
  return *one;
}

} // namespace

worker_pool default_worker_pool() {
  const std::lock_guard hold(the_default().lock);
  return the_default().pool;
}

void default_worker_pool(const worker_pool& pool) {
  const std::lock_guard hold(the_default().lock);
  the_default().pool = pool;
}

} // namespace ptools
