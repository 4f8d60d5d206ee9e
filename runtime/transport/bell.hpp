#pragma once

/// How a process that has nothing to do is woken: one bell each, in the region.
///
/// A sleep has a number, and `asleep` holds it meanwhile. Who has left something for the process
/// (with a sequentially consistent store, or a light fence behind it) looks at `asleep` after it,
/// and rings once a sleep: the process looks for work between saying that it sleeps and sleeping,
/// so one of the two sees the other. Nobody but the owner ever clears `asleep`: a process that is
/// killed between noticing a sleeper and waking it takes nobody else's chance to wake it.

#include "support/fences_linux.hpp"
#include "support/futex_linux.hpp"
#include "support/waiting.hpp"

#include <atomic>
#include <cstdint>

namespace ptools::transport {

struct alignas(64) bell {
  /// Number of the current sleep; 0 while the owner is awake.
  std::atomic<std::uint32_t> asleep;
  /// What it sleeps on: raised by each ring.
  std::atomic<std::uint32_t> rung;
  /// How many sleeps there were; the owner's.
  std::atomic<std::uint32_t> sleeps;
  /// Raised when another process begins to send to this one.
  std::atomic<std::uint32_t> senders;
};

/// The bell of the process with this slot.
bell& bell_of(unsigned process);

/// Wakes the process if it sleeps, after something was left for it by a sequentially consistent
/// store, or before a light fence. Costs a look at one cache line if it does not.
void ring_bell(unsigned process);

/// How long it sleeps at most where others cannot be made to pass a fence.
constexpr long blind_sleep_ms = 1;

/// Sleeps until somebody rings, at most `milliseconds` (negative: for ever), unless `ready()`.
template <class Ready>
void sleep_at(bell& mine, Ready ready, long milliseconds = -1) {
  const std::uint32_t seen = mine.rung.load(std::memory_order_relaxed);
  std::uint32_t number = mine.sleeps.load(std::memory_order_relaxed) + 1;
  number += number == 0;
  mine.sleeps.store(number, std::memory_order_relaxed);
  mine.asleep.store(number, std::memory_order_seq_cst);
  if (!support::heavy_fence() && (milliseconds < 0 || milliseconds > blind_sleep_ms)) {
    milliseconds = blind_sleep_ms;
  }
  if (!ready()) {
    support::futex_wait(mine.rung, seen, milliseconds);
  }
  mine.asleep.store(0, std::memory_order_seq_cst);
}

} // namespace ptools::transport
