#include "loops/team.hpp"

#include "cluster/membership.hpp"
#include "loops/leaf_runner.hpp"
#include "loops/leaves.hpp"
#include "loops/offer.hpp"
#include "loops/partials.hpp"
#include "loops/variable_names.hpp"
#include "managers/local.hpp"
#include "observe/progress.hpp"
#include "process/role.hpp"
#include "process/zygote.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/futex_linux.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"
#include "support/program_variables_linux.hpp"
#include "support/streams_glibc.hpp"
#include "support/waiting.hpp"
#include "transport/bell.hpp"

#include <ptools/error.hpp>
#include <ptools/random.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>

namespace ptools::loops {

namespace {

using generated::loop_job;
using generated::schedule_kind;
using process::slot;
using process::slot_at;
using process::slot_state;

constexpr std::uint64_t patience_after_death_ns = 50000000;

std::uint32_t last_round = 0;

/// Who takes part: workers' slots, and whether this process does too.
struct crew {
  boost::container::small_vector<cluster::member, 16> workers;
  bool driver = false;
  std::uint32_t size() const { return static_cast<std::uint32_t>(workers.size()) + driver; }
};

/// Asked once: a system call per loop would cost as much as the loop's rendezvous.
std::uint32_t cores() {
  static const int n = support::allowed_cores();
  return static_cast<std::uint32_t>(n);
}

/// With fewer cores than processes the driver takes a worker's place rather than compete with it.
crew choose_crew(const loop_job& job, std::uint64_t leaves) {
  crew c;
  c.driver = (job.where->flags & generated::driver_may_run) != 0;
  std::uint64_t most = leaves;
  if (job.clauses->max_workers > 0) {
    most = std::min<std::uint64_t>(most, static_cast<std::uint64_t>(job.clauses->max_workers));
  }
  if (c.driver && !support::perturbing) {
    most = std::min<std::uint64_t>(most, cores());
  }
  if (c.driver && most > 0) {
    --most;
  }
  for (const cluster::member& m : cluster::members()) {
    if (c.workers.size() < most && slot_at(m.slot).state.load() == slot_state::ready) {
      c.workers.push_back(m);
    }
  }
  return c;
}

/// Contiguous shares that differ by at most one leaf, in the order of the participants.
void hand_out_shares(offer& loop) {
  for (std::uint32_t p = 0; p < loop.participants; ++p) {
    slot& s = slot_at(loop.slot_of[p]);
    s.next_leaf.store(leaf_begin(p, loop.participants, loop.leaves), std::memory_order_relaxed);
    s.end_leaf = leaf_begin(p + 1, loop.participants, loop.leaves);
  }
}

void describe_offer(offer& loop, const loop_job& job, std::uint64_t leaves, const crew& who,
                    partial_results& results) {
  loop.run_leaf = job.run_leaf;
  loop.body = job.body;
  loop.count = job.count;
  loop.leaves = leaves;
  loop.schedule = job.clauses->schedule;
  loop.claim = leaves_per_claim(job.clauses->schedule_chunk, leaves, job.count);
  loop.partials = results.bytes();
  loop.partial_size = results.stride();
  loop.finished = results.finished();
  loop.seed = detail::current_seed();
  loop.float_mode = support::current_float_mode();
  loop.where = job.where;
  loop.crowded = who.size() + !who.driver > cores();
  loop.participants = 0;
  if (who.driver) {
    loop.slot_of[loop.participants++] = 0;
  }
  for (const cluster::member& m : who.workers) {
    loop.slot_of[loop.participants++] = static_cast<std::uint16_t>(m.slot);
  }
  loop.stop_at.store(UINT64_MAX, std::memory_order_relaxed);
  loop.next_leaf.store(0, std::memory_order_relaxed);
  loop.driver_asleep.store(0, std::memory_order_relaxed);
  hand_out_shares(loop);
}

void offer_round(const crew& who) {
  if (!who.driver) {
    support::flush_output(); // the body may write too, and what this process wrote comes first
  }
  last_round = (last_round + 1) & 0x3fffffff;
  for (const cluster::member& m : who.workers) {
    slot& s = slot_at(m.slot);
    support::perturb();
    s.thrown_leaf = UINT64_MAX;
    s.ticket.store(ticket(last_round, stage::offered), std::memory_order_seq_cst);
    transport::ring_bell(m.slot);
  }
}

/// A worker still has to end its part: it took the offer, or may still take it.
bool outstanding(const slot& s) {
  const std::uint32_t t = s.ticket.load(std::memory_order_acquire);
  return round_of(t) == last_round &&
         (stage_of(t) == stage::offered || stage_of(t) == stage::taken);
}

bool is_dead(const cluster::member& m) {
  return slot_at(m.slot).state.load() == slot_state::dead;
}

/// Takes an offer back, unless it was taken meanwhile.
void withdraw(const cluster::member& m) {
  std::uint32_t expected = ticket(last_round, stage::offered);
  slot_at(m.slot).ticket.compare_exchange_strong(expected, ticket(last_round, stage::idle));
}

/// Takes back the offers of the dead, and all that nobody took once there is nothing left to claim.
void withdraw_offers(const offer& loop, const crew& who) {
  const bool over = all_claimed(loop);
  for (const cluster::member& m : who.workers) {
    if (over || is_dead(m)) {
      withdraw(m);
    }
  }
}

/// A worker has died with work in hand. One that died before it took its offer has done nothing, so
/// nothing is lost with it.
bool any_lost(const crew& who) {
  return std::any_of(who.workers.begin(), who.workers.end(), [](const cluster::member& m) {
    return is_dead(m) && slot_at(m.slot).ticket.load() == ticket(last_round, stage::taken);
  });
}

bool all_done(const crew& who) {
  return std::none_of(who.workers.begin(), who.workers.end(),
                      [](const cluster::member& m) { return outstanding(slot_at(m.slot)); });
}

/// Returns when every worker has ended its part, or one of them has died.
void await_crew(offer& loop, const crew& who, observe::progress* bar) {
  const auto settled = [&] { return all_done(who) || any_lost(who); };
  withdraw_offers(loop, who);
  if (support::look_awhile(loop.crowded, [&] { return all_done(who); })) {
    return;
  }
  while (!settled()) {
    const std::uint32_t seen = process::shared_state().news.load();
    loop.driver_asleep.store(1, std::memory_order_seq_cst);
    withdraw_offers(loop, who);
    if (!settled()) {
      support::futex_wait(process::shared_state().news, seen, bar != nullptr ? 100 : -1);
    }
    loop.driver_asleep.store(0, std::memory_order_relaxed);
    if (bar != nullptr) {
      bar->show(results_finished(loop));
    }
  }
}

/// After a death: the others stop at their next leaf. One that computes on in a long leaf would go
/// on writing to memory that the caller now believes to be its own, so it is ended too.
void stop_survivors(offer& loop, const crew& who) {
  loop.stop_at.store(0);
  const std::uint64_t patience = support::now_ns() + patience_after_death_ns;
  bool killed = false;
  const auto busy = [](const cluster::member& m) {
    return outstanding(slot_at(m.slot)) && !is_dead(m);
  };
  while (std::any_of(who.workers.begin(), who.workers.end(), busy)) {
    const std::uint32_t seen = process::shared_state().news.load();
    loop.driver_asleep.store(1, std::memory_order_seq_cst);
    std::for_each(who.workers.begin(), who.workers.end(), withdraw);
    if (!killed && support::now_ns() > patience) {
      killed = true;
      for (const cluster::member& m : who.workers) {
        slot_state state = slot_state::ready;
        if (busy(m) && slot_at(m.slot).state.compare_exchange_strong(state, slot_state::leaving)) {
          slot_at(m.slot).leave.store(1); // no news when it is reaped
          slot_at(m.slot).deadline.store(1);
        }
      }
      process::wake_zygote();
    }
    if (std::any_of(who.workers.begin(), who.workers.end(), busy)) {
      support::futex_wait(process::shared_state().news, seen, killed ? 1000 : 10);
    }
  }
  loop.driver_asleep.store(0, std::memory_order_relaxed);
}

/// This process's part: it uses the variables themselves, not their copies.
void run_own_part(const loop_job& job, offer& loop, thrown& lowest) {
  boost::container::small_vector<void*, 16> captures;
  boost::container::small_vector<const void*, 8> identities;
  for (std::size_t i = 0; i < job.capture_count; ++i) {
    captures.push_back(const_cast<void*>(job.captures[i].address));
  }
  for (std::size_t i = 0; i < job.identity_count; ++i) {
    identities.push_back(job.identities[i].address);
  }
  run_claims(loop, 0, captures.data(), identities.data(), lowest);
}

std::string place_of(const loop_job& job) {
  return std::string(job.where->file) + ":" + std::to_string(job.where->line);
}

/// The captured variable whose copy lies there: workers cannot write those pages.
const char* captured_at(const loop_job& job, std::uint64_t address) {
  const shipment& cargo = current_offer().cargo;
  for (std::uint32_t i = 0; i < cargo.capture_count; ++i) {
    const auto begin = reinterpret_cast<std::uintptr_t>(cargo.captures[i].data);
    if (address >= begin && address - begin < cargo.captures[i].size &&
        !shm::contains(job.captures[i].address)) {
      return job.captures[i].text;
    }
  }
  return nullptr;
}

bool calls_unseen(const loop_job& job) {
  return (job.where->flags & generated::unseen_functions) != 0;
}

/// By which variable the body may have come there, where the tool cannot have told the user.
std::string perhaps_through(const loop_job& job, std::uint64_t address) {
  if (!calls_unseen(job)) {
    return "";
  }
  if (support::program_variables().empty()) {
    return ", perhaps by a global variable that functions of other files use (the program was "
           "stripped, so its name is not known; globals() in the annotation leaves these variables "
           "as they are)";
  }
  const std::string name = global_leading_to(address);
  return name.empty() ? ""
                      : ", perhaps by the global variable '" + name +
                            "', which functions of other files may use (globals(" + name +
                            ") in the annotation sends what it holds, globals() leaves all such "
                            "variables as they are)";
}

[[noreturn]] void throw_death(const loop_job& job, const cluster::death& how) {
  if (how.stray_pointer) {
    char address[32];
    std::snprintf(address, sizeof address, "0x%llx", static_cast<unsigned long long>(how.address));
    throw unshareable(
        "PT0102", place_of(job) + ": worker " + std::to_string(how.id) + " followed a pointer (" +
                      address + ") into " + how.memory + perhaps_through(job, how.address) +
                      "; keep what the body reaches in a ptools::shared_array, a container with "
                      "ptools::shared_allocator, or ptools::shared_new");
  }
  if (const char* variable = how.signal == SIGSEGV ? captured_at(job, how.address) : nullptr) {
    throw unshareable("PT0105", place_of(job) + ": worker " + std::to_string(how.id) +
                                    " wrote to its copy of the captured variable '" + variable +
                                    "', where the change would be lost; accumulate with "
                                    "'reduce=OPERATOR(VARIABLE)', keep it in a "
                                    "ptools::shared_array, or write to a copy that is declared "
                                    "inside the loop");
  }
  throw worker_died(how.id, how.signal, how.exit_status, job.where->file,
                    static_cast<int>(job.where->line), how.stderr_tail);
}

/// Takes all that died in this loop off the list; how the first of them ended.
cluster::death dismiss_dead(const crew& who) {
  std::optional<cluster::death> first;
  for (const cluster::member& m : who.workers) {
    if (is_dead(m)) {
      const cluster::death how = cluster::dismiss(m.id);
      // One that was killed for being late has died of the first one's death.
      if (!first || (first->was_leaving && !how.was_leaving)) {
        first = how;
      }
    }
  }
  return *first;
}

/// The lowest leaf's exception of all who took part.
void collect_thrown(const crew& who, thrown& lowest) {
  for (const cluster::member& m : who.workers) {
    slot& s = slot_at(m.slot);
    if (stage_of(s.ticket.load()) != stage::done || s.thrown_leaf == UINT64_MAX) {
      continue;
    }
    if (s.thrown_leaf < lowest.leaf) {
      lowest.leaf = s.thrown_leaf;
      lowest.encoded.assign(s.thrown, s.thrown + s.thrown_size);
    }
    region_free(s.thrown);
    s.thrown_leaf = UINT64_MAX;
  }
}

/// One round: offers, this process's own part, and waiting. Ends with an error if a worker died in
/// it.
void run_round(const loop_job& job, offer& loop, const crew& who, partial_results& results,
               thrown& lowest, observe::progress* bar) {
  offer_round(who);
  if (who.driver) {
    run_own_part(job, loop, lowest);
  }
  await_crew(loop, who, bar);
  if (any_lost(who)) {
    stop_survivors(loop, who);
    results.drop_all();
    throw_death(job, dismiss_dead(who));
  }
  collect_thrown(who, lowest);
}

/// Leaves of a worker that died before it began are run by the others, or here if there are none.
/// Where the first leaf counts as thrown, as when no worker could decode what was captured, no leaf
/// is needed any more.
void run_abandoned(const loop_job& job, offer& loop, crew who, partial_results& results,
                   thrown& lowest, observe::progress* bar) {
  while (!all_claimed(loop) && loop.stop_at.load() != 0) {
    who.workers.erase(std::remove_if(who.workers.begin(), who.workers.end(), is_dead),
                      who.workers.end());
    who.driver = who.driver || who.workers.empty();
    loop.schedule = loop.schedule == schedule_kind::static_ ? schedule_kind::affine : loop.schedule;
    run_round(job, loop, who, results, lowest, bar);
  }
}

} // namespace

bool run_on_team(const loop_job& job, std::uint64_t leaves) {
  const cluster::guard hold;
  managers::prepare_workers();
  const crew who = choose_crew(job, leaves);
  if (who.workers.empty()) {
    return false;
  }
  offer& loop = current_offer();
  loop.cargo = ship(job);
  loop.patches = calls_unseen(job) ? patches_for_workers() : global_patches{};
  partial_results results(job, leaves);
  describe_offer(loop, job, leaves, who, results);
  std::optional<observe::progress> bar;
  if (job.clauses->show_progress) {
    bar.emplace(job.clauses->progress_label, leaves);
  }
  thrown lowest;
  run_round(job, loop, who, results, lowest, bar ? &*bar : nullptr);
  run_abandoned(job, loop, who, results, lowest, bar ? &*bar : nullptr);
  if (bar) {
    bar->finish(results_finished(loop));
  }
  if (lowest.any()) {
    results.drop_all();
    rethrow(lowest);
  }
  results.fold_all();
  return true;
}

} // namespace ptools::loops
