#include "managers/local.hpp"

#include "cluster/membership.hpp"
#include "process/entry.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/zygote.hpp"
#include "shm/region.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/environment.hpp"
#include "support/futex_linux.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"

#include <ptools/cluster.hpp>
#include <ptools/error.hpp>

#include <algorithm>
#include <limits>
#include <string>

namespace ptools::managers {

namespace {

using process::role;
using process::slot_state;

constexpr std::uint64_t second_ns = 1000000000;
constexpr std::uint64_t grace_ns = 5 * second_ns;

/// Workers that the program has asked for, so that a cluster which died out can be started again;
/// negative: it never asked, one per core is wanted.
int wanted = -1;

/// False when `until` has passed. Wakes whenever a slot changes.
bool wait_for_news(std::uint32_t seen, std::uint64_t until) {
  const std::uint64_t now = support::now_ns();
  if (now >= until) {
    return false;
  }
  const std::uint64_t left_ms =
      until == UINT64_MAX ? 1000 : std::min<std::uint64_t>((until - now) / 1000000 + 1, 1000);
  support::futex_wait(process::shared_state().news, seen, static_cast<long>(left_ms));
  return true;
}

void only_process_1() {
  if (process::my_role() == role::worker) {
    throw failure("only process 1 can add and remove workers (this is worker " +
                  std::to_string(myid()) + ")");
  }
}

void start_at_entry() {
  if (const auto& n = support::get_environment().workers) {
    const cluster::guard hold;
    wanted = *n;
    request_local_workers(*n);
  }
}

const bool registered = process::at_entry(start_at_entry);

bool any_staying() {
  return std::any_of(cluster::members().begin(), cluster::members().end(),
                     [](const cluster::member& m) {
                       const slot_state state = process::slot_at(m.slot).state.load();
                       return state != slot_state::leaving && state != slot_state::dead;
                     });
}

std::vector<int> start_and_await(int n) {
  const std::vector<int> ids = request_local_workers(n);
  await_members();
  return ids;
}

} // namespace

std::vector<int> request_local_workers(int n) {
  const std::vector<cluster::member> admitted = cluster::admit(n);
  if (static_cast<int>(admitted.size()) < n) {
    throw overloaded("no room for " + std::to_string(n) + " more workers: there are " +
                     std::to_string(cluster::members().size()) + ", and at most " +
                     std::to_string(support::most_workers) + " fit");
  }
  std::vector<int> ids;
  for (const cluster::member& m : admitted) {
    ids.push_back(m.id);
    support::perturb();
    process::slot_at(m.slot).state.store(slot_state::wanted);
  }
  if (n > 0) {
    process::wake_zygote();
  }
  return ids;
}

void await_members() {
  const double timeout = support::get_environment().worker_timeout;
  // A worker that waits for its debugger waits as long as its user thinks.
  const std::uint64_t until = support::get_environment().gdb != 0
                                  ? UINT64_MAX
                                  : support::now_ns() + static_cast<std::uint64_t>(timeout * 1e9);
  for (;;) {
    const std::uint32_t seen = process::shared_state().news.load();
    support::perturb();
    std::string missing;
    int dead = 0;
    for (const cluster::member& m : cluster::members()) {
      const slot_state state = process::slot_at(m.slot).state.load();
      if (state == slot_state::dead && process::slot_at(m.slot).answered.load() == 0) {
        dead = m.id;
      } else if (state == slot_state::wanted || state == slot_state::starting) {
        missing += ' ';
        missing += std::to_string(m.id);
      }
    }
    if (dead != 0) {
      const cluster::death how = cluster::dismiss(dead);
      throw worker_died(how.id, how.signal, how.exit_status, nullptr, 0, how.stderr_tail);
    }
    if (missing.empty()) {
      return;
    }
    if (process::shared_state().zygote_gone.load() != 0) {
      throw disconnected("workers" + missing +
                         " cannot be started: the process that forks them is gone");
    }
    if (!wait_for_news(seen, until)) {
      throw timed_out("workers" + missing + " did not answer within " + std::to_string(timeout) +
                      " s (PTOOLS_WORKER_TIMEOUT)");
    }
  }
}

void prepare_workers() {
  if (process::my_role() != role::driver) {
    return;
  }
  // Nothing has happened to any process since the last look: the way of every loop but the first.
  static std::uint32_t settled = 0;
  const std::uint32_t news = process::shared_state().news.load();
  if (news != 0 && news == settled) {
    return;
  }
  for (const int id : cluster::dead_members()) {
    const cluster::death how = cluster::dismiss(id);
    if (how.was_leaving || process::shared_state().zygote_gone.load() != 0) {
      continue;
    }
    support::say("worker " + std::to_string(id) + " has ended: " + cluster::describe(how));
  }
  if (process::shared_state().zygote_gone.load() != 0) {
    static bool said = false;
    if (!said) {
      support::say("the process that starts workers is gone: parallel loops run in process 1");
    }
    said = true;
    return;
  }
  if (!any_staying() && wanted != 0) {
    request_local_workers(wanted > 0 ? wanted : support::allowed_cores());
  }
  await_members();
  settled = news;
}

} // namespace ptools::managers

namespace ptools {

using process::role;
using process::slot_state;

std::vector<int> addprocs(int n) {
  managers::only_process_1();
  if (n < 0) {
    throw failure("addprocs(" + std::to_string(n) + "): the number of workers cannot be negative");
  }
  if (process::my_role() != role::driver) {
    return {};
  }
  const cluster::guard hold;
  std::vector<int> ids = managers::start_and_await(n);
  managers::wanted = static_cast<int>(cluster::members().size());
  return ids;
}

std::vector<int> addprocs() {
  return addprocs(support::allowed_cores());
}

void rmprocs(const std::vector<int>& ids) {
  rmprocs(ids, std::numeric_limits<double>::infinity());
}
void rmprocs(int id) {
  rmprocs(std::vector<int>{id});
}

void rmprocs(const std::vector<int>& ids, double waitfor) {
  managers::only_process_1();
  if (!(waitfor >= 0)) {
    throw failure("rmprocs: the time to wait cannot be negative");
  }
  const cluster::guard hold;
  std::vector<cluster::member> going;
  for (const int id : ids) {
    if (id == 1) {
      support::say("rmprocs: process 1 is the program itself and stays");
    }
    for (const cluster::member& m : cluster::members()) {
      const bool twice =
          std::any_of(going.begin(), going.end(), [&](const auto& g) { return g.id == id; });
      if (m.id == id && !twice) {
        going.push_back(m);
      }
    }
  }
  if (going.empty()) {
    return; // also where there is no region, in a plain build
  }
  for (const cluster::member& m : going) {
    process::slot& s = process::slot_at(m.slot);
    s.deadline.store(support::now_ns() + managers::grace_ns);
    slot_state state = s.state.load();
    const auto after = [](slot_state before) {
      return before == slot_state::wanted ? slot_state::dead : slot_state::leaving;
    };
    while (state != slot_state::dead && !s.state.compare_exchange_weak(state, after(state))) {
    }
    if (state == slot_state::wanted) {
      continue; // never forked, so nobody will report its end
    }
    support::perturb();
    s.leave.store(1);
    support::futex_wake_all(s.leave);
  }
  support::perturb();
  process::wake_zygote(); // it keeps the deadlines
  managers::wanted = std::max(0, static_cast<int>(cluster::members().size() - going.size()));

  const std::uint64_t until =
      waitfor > 1e9 ? UINT64_MAX : support::now_ns() + static_cast<std::uint64_t>(waitfor * 1e9);
  for (;;) {
    const std::uint32_t seen = process::shared_state().news.load();
    std::string left;
    for (auto m = going.begin(); m != going.end();) {
      if (process::slot_at(m->slot).state.load() == slot_state::dead) {
        cluster::dismiss(m->id);
        m = going.erase(m);
      } else {
        left += ' ';
        left += std::to_string(m->id);
        ++m;
      }
    }
    if (going.empty() || waitfor == 0) {
      return;
    }
    if (!managers::wait_for_news(seen, until)) {
      throw timed_out("rmprocs: workers" + left + " are still there after " +
                      std::to_string(waitfor) + " s; they go on being removed");
    }
  }
}

std::vector<int> procs() {
  std::vector<int> ids{1};
  if (process::my_role() == role::driver || process::my_role() == role::worker) {
    for (unsigned i = 1; i < shm::stripe_count; ++i) {
      const process::slot& s = process::slot_at(i);
      const slot_state state = s.state.load();
      if (state == slot_state::wanted || state == slot_state::starting ||
          state == slot_state::ready) {
        ids.push_back(s.id);
      }
    }
    std::sort(ids.begin(), ids.end());
  }
  return ids;
}

std::vector<int> workers() {
  std::vector<int> ids = procs();
  if (ids.size() > 1) {
    ids.erase(ids.begin());
  }
  return ids;
}

int nprocs() {
  return static_cast<int>(procs().size());
}
int nworkers() {
  return static_cast<int>(workers().size());
}
int myid() noexcept {
  return process::my_id();
}

void shutdown() {
  process::end_cluster();
}

} // namespace ptools
