/// A worker's side of the team.

#include "loops/leaf_runner.hpp"
#include "loops/offer.hpp"
#include "process/slots.hpp"
#include "process/worker.hpp"
#include "support/perturb.hpp"
#include "support/streams_glibc.hpp"

#include <ptools/random.hpp>
#include <ptools/region.hpp>

#include <cstring>
#include <optional>

namespace ptools::loops {

namespace {

using process::slot;

std::uint32_t participant_of(const offer& loop, unsigned slot_index) {
  std::uint32_t p = 0;
  while (loop.slot_of[p] != slot_index) {
    ++p;
  }
  return p;
}

/// A lost change counts more than what a body has thrown, which the plain program would have come
/// to with the change.
void check_unseen(unseen_globals& unseen, const received& cargo, const offer& loop,
                  thrown& lowest) {
  try {
    unseen.check(cargo.changed_globals());
  } catch (...) {
    lowest = {};
    lowest.keep_current(0, *loop.where);
  }
}

/// What goes wrong before a body runs counts as thrown by the first leaf.
void take_part(offer& loop, unsigned slot_index, thrown& lowest) {
  std::optional<received> cargo;
  std::optional<unseen_globals> unseen;
  try {
    detail::set_seed(loop.seed);
    support::set_float_mode(loop.float_mode);
    const bool lenient = (loop.where->flags & generated::globals_stated) != 0;
    if ((loop.where->flags & generated::unseen_functions) != 0) {
      unseen.emplace(loop.patches, lenient, *loop.where);
    } else {
      note_other_loop();
    }
    cargo.emplace(loop.cargo, unseen && !lenient);
    if (unseen) {
      unseen->begin();
    }
  } catch (...) {
    lowest.keep_current(0, *loop.where);
    stop_above(loop, 0);
    return;
  }
  run_claims(loop, participant_of(loop, slot_index), cargo->captures(), cargo->identities(), lowest,
             unseen ? &*unseen : nullptr);
  if (unseen) {
    check_unseen(*unseen, *cargo, loop, lowest);
  }
}

/// Leaves what was thrown in this worker's stripe, for the driver to read and free.
void hand_over(slot& mine, const thrown& what) {
  if (!what.any()) {
    return;
  }
  mine.thrown = static_cast<std::byte*>(region_allocate(what.encoded.size()));
  std::memcpy(mine.thrown, what.encoded.data(), what.encoded.size());
  mine.thrown_size = what.encoded.size();
  mine.thrown_leaf = what.leaf;
}

bool offered(unsigned slot_index) {
  return stage_of(process::slot_at(slot_index).ticket.load(std::memory_order_acquire)) ==
         stage::offered;
}

void serve(unsigned slot_index) {
  slot& mine = process::slot_at(slot_index);
  std::uint32_t seen = mine.ticket.load(std::memory_order_acquire);
  support::perturb();
  if (stage_of(seen) != stage::offered ||
      !mine.ticket.compare_exchange_strong(seen, ticket(round_of(seen), stage::taken))) {
    return; // withdrawn: the loop was over before this worker woke
  }
  offer& loop = current_offer();
  process::crowded = loop.crowded;
  thrown lowest;
  take_part(loop, slot_index, lowest);
  hand_over(mine, lowest);
  support::flush_output();
  support::perturb();
  mine.ticket.store(ticket(round_of(seen), stage::done), std::memory_order_seq_cst);
  if (loop.driver_asleep.load(std::memory_order_seq_cst) != 0) {
    process::tell_driver();
  }
}

const bool registered = process::add_work_source({offered, serve});

} // namespace

} // namespace ptools::loops
