#pragma once

/// The loop that is running, as the team sees it: one descriptor in the region.
///
/// A worker is offered a round by its ticket, (round << 2) | stage:
///
///     idle      nothing to do
///     offered   driver     the descriptor is complete; the worker may take it
///     taken     worker     it reads the descriptor and claims leaves; the driver waits for it
///     done      worker     it claims nothing more, and all its stores are visible
///
/// An offer that nobody has taken when all leaves are claimed goes back to `idle`. The steps out of
/// `offered` are compare-and-swaps, so exactly one of the two happens, and a worker that wakes late
/// cannot read the descriptor of a later round for an earlier one.

#include "loops/pace.hpp"
#include "loops/shipment.hpp"
#include "loops/unseen_globals.hpp"
#include "process/slots.hpp"
#include "shm/region.hpp"
#include "support/float_mode_x86_64.hpp"

#include <ptools/generated/job.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace ptools::loops {

enum class stage : std::uint32_t { idle, offered, taken, done };

constexpr std::uint32_t ticket(std::uint32_t round, stage s) {
  return round << 2 | static_cast<std::uint32_t>(s);
}
constexpr stage stage_of(std::uint32_t ticket) {
  return static_cast<stage>(ticket & 3);
}
constexpr std::uint32_t round_of(std::uint32_t ticket) {
  return ticket >> 2;
}

struct alignas(64) offer {
  // Written by the driver before the round is offered, read by whoever takes it.
  void (*run_leaf)(const generated::leaf_call&);
  void (*body)();
  std::uint64_t count;
  std::uint64_t leaves;
  generated::schedule_kind schedule;
  /// Leaves a claim takes.
  std::uint64_t claim;
  std::byte* partials;
  std::uint64_t partial_size;
  /// One byte a leaf: its partial results are in place.
  std::uint8_t* finished;
  std::uint64_t seed;
  support::float_mode float_mode;
  shipment cargo;
  /// For a loop that calls unseen functions; else null.
  global_patches patches;
  const generated::site* where;
  /// More processes take part than there are cores: nobody spins.
  bool crowded;
  std::uint32_t participants;
  std::uint16_t slot_of[shm::stripe_count];

  /// Leaves above this one need not run any more: a leaf below has thrown, or the loop is lost.
  alignas(64) std::atomic<std::uint64_t> stop_at;
  /// Next leaf of the schedules dynamic and guided.
  alignas(64) std::atomic<std::uint64_t> next_leaf;
  /// The driver sleeps and wants to be told when a worker is done.
  alignas(64) std::atomic<std::uint32_t> driver_asleep;
};

static_assert(shm::team_offset + sizeof(offer) < shm::slot_table_offset);

inline offer& current_offer() {
  return *reinterpret_cast<offer*>(shm::control().begin + shm::team_offset);
}

/// Hands out the leaves of a round to one participant.
class claims {
public:
  claims(offer& loop, std::uint32_t participant)
      : loop_(loop), me_(participant), at_(participant) {}

  /// The next leaves [begin, end); false when there are none left for this participant. Takes as
  /// many as `speed` says where the schedule leaves that open.
  bool next(const pace& speed, std::uint64_t& begin, std::uint64_t& end);

private:
  bool from_share(process::slot& owner, const pace& speed, std::uint64_t& begin,
                  std::uint64_t& end);

  offer& loop_;
  std::uint32_t me_;
  std::uint32_t at_;
};

/// Whether no participant can get another leaf (for schedule static: of a share not begun, false).
bool all_claimed(const offer& loop);

/// Lowers `stop_at` to `leaf`.
void stop_above(offer& loop, std::uint64_t leaf);

} // namespace ptools::loops
