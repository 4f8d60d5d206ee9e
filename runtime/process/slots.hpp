#pragma once

/// The table of processes, in the region: one slot each, slot 0 is the program itself.
///
/// A slot is also a stripe's index. Life of a worker's slot, and who makes each step:
///
///     free -> wanted      driver     start one here
///     wanted -> starting  zygote     forked, pid is known
///     starting -> ready   worker     waits for work
///     ... -> leaving      driver     asked to leave; the zygote kills it at `deadline`
///     ... -> dead         zygote     reaped; how it ended is in the slot
///     dead -> free        driver     has read that
///     free -> dead        a forked child of the program, which takes the stripe; `outsider` is its
///     pid
///
/// Every step is one store of `state`, after all that it publishes.

#include "shm/region.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace ptools::process {

enum class slot_state : std::uint32_t { free, wanted, starting, ready, leaving, dead };

/// What a worker found out about its own end, before the signal took it.
enum class last_words : std::uint32_t {
  none,
  /// Followed a pointer into memory that is private to another process.
  stray_pointer,
  /// User code called exit().
  called_exit,
};

constexpr std::size_t stderr_tail_size = 2048;

struct alignas(64) slot {
  // -- what a loop offers: one cache line, so that an offer of work moves one line
  // ------------------------
  /// The current offer of work: (round << 2) | stage.
  std::atomic<std::uint32_t> ticket;
  /// Leaves of the current loop that are this worker's own: the next one, and where they end.
  std::atomic<std::uint64_t> next_leaf;
  std::uint64_t end_leaf;

  // -- life --------------------------------------------------------------------------------------
  alignas(64) std::atomic<slot_state> state;
  std::atomic<std::int32_t> pid;
  /// 0: nobody's.
  std::atomic<std::int32_t> id;
  /// It has been ready once: a death after that is not a failed start.
  std::atomic<std::uint32_t> answered;
  /// A forked child of the program that allocates in this slot's stripe; the slot is `dead`
  /// meanwhile.
  std::atomic<std::int32_t> outsider;
  /// Asked to leave: the service thread sleeps on this word.
  std::atomic<std::uint32_t> leave;
  /// Monotonic nanoseconds at which a leaving worker is killed.
  std::atomic<std::uint64_t> deadline;
  /// As waitpid gives it, valid when dead.
  std::int32_t wait_status;
  std::atomic<last_words> words;
  std::atomic<std::uint64_t> fault_address;
  /// Why the kind of memory at that address is not this worker's: text of constant data, or null.
  const char* fault_range;

  // -- the lowest leaf that threw in the current loop, and what
  // -----------------------------------------
  alignas(64) std::uint64_t thrown_leaf;
  std::byte* thrown;
  std::size_t thrown_size;

  // -- last bytes it wrote to its stderr, a ring kept by the zygote
  // -----------------------------------
  alignas(64) std::uint64_t stderr_written;
  char stderr_tail[stderr_tail_size];
};

/// What driver and zygote say to each other besides.
struct alignas(64) common {
  /// Raised whenever a slot changes state; the driver sleeps on it.
  std::atomic<std::uint32_t> news;
  /// The driver ends: everybody leaves.
  std::atomic<std::uint32_t> ending;
  /// The zygote is gone, and with it all workers.
  std::atomic<std::uint32_t> zygote_gone;
};

inline slot& slot_at(unsigned index) {
  return reinterpret_cast<slot*>(shm::control().begin + shm::slot_table_offset + 4096)[index];
}
inline common& shared_state() {
  return *reinterpret_cast<common*>(shm::control().begin + shm::slot_table_offset);
}

/// Raises `news` and wakes whoever sleeps on it, or at process 1's bell.
void tell_driver();

} // namespace ptools::process
