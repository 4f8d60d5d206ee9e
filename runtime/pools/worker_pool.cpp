#include <ptools/worker_pool.hpp>

#include "cluster/membership.hpp"
#include "managers/local.hpp"

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
  /// All workers, those that join later too.
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

/// Of the pool of all workers: who has joined since the last look, and who is gone.
void look_at_cluster(pool_state& s) {
  if (!s.of_all) {
    return;
  }
  {
    const cluster::guard hold;
    managers::prepare_workers();
  }
  const std::vector<int> now = ptools::workers(); // process 1 while there is none
  const std::vector<int> before = s.members;
  for (const int id : before) {
    if (std::find(now.begin(), now.end(), id) == now.end()) {
      drop(s, id);
    }
  }
  for (const int id : now) {
    add(s, id);
  }
}

/// The next free member, the dead dropped; nothing if all are taken. Under the lock.
/// @throws ptools::failure if the pool has no member left
int find_free(pool_state& s, bool take) {
  look_at_cluster(s);
  while (!s.free.empty() && has_left(s.free.front())) {
    drop(s, s.free.front());
  }
  if (s.free.empty()) { // perhaps nobody will give one back
    for (const int id : std::vector<int>(s.members)) {
      if (has_left(id)) {
        drop(s, id);
      }
    }
  }
  if (s.members.empty()) {
    throw failure("no member of this worker_pool is left: all have ended");
  }
  if (s.free.empty()) {
    return 0;
  }
  const int id = s.free.front();
  if (take) {
    s.free.pop_front();
  }
  return id;
}

int await_free(pool_state& s, bool take, double seconds) {
  if (std::isnan(seconds)) {
    throw failure("a worker_pool cannot wait for " + std::to_string(seconds) + " seconds");
  }
  const auto begin = std::chrono::steady_clock::now();
  std::unique_lock hold(s.lock);
  for (;;) {
    if (const int id = find_free(s, take)) {
      return id;
    }
    // Who joins the cluster does not ring here.
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
  state_->freed.notify_one();
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
    s.freed.notify_one();
  }
}

void worker_pool::wait() {
  detail::await_free(*state_, false, -1);
}

bool worker_pool::isready() const {
  const std::lock_guard hold(state_->lock);
  return detail::find_free(*state_, false) != 0;
}

std::size_t worker_pool::size() const {
  return workers().size();
}

std::vector<int> worker_pool::workers() const {
  const std::lock_guard hold(state_->lock);
  detail::look_at_cluster(*state_);
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
