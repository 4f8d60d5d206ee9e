#include "transport/bell.hpp"

#include "shm/region.hpp"
#include "support/perturb.hpp"

namespace ptools::transport {

namespace {

/// The last sleep of each process that this one has ended, so that it is not woken once for each
/// thing that is left for it while it gets up.
std::atomic<std::uint32_t> woken[shm::stripe_count];

} // namespace

static_assert(shm::bells_offset + shm::stripe_count * sizeof(bell) <= shm::rings_offset);

bell& bell_of(unsigned process) {
  return reinterpret_cast<bell*>(shm::control().begin + shm::bells_offset)[process];
}

void ring_bell(unsigned process) {
  bell& theirs = bell_of(process);
  const std::uint32_t sleep = theirs.asleep.load(std::memory_order_seq_cst);
  if (sleep == 0 || woken[process].load(std::memory_order_relaxed) == sleep) {
    return;
  }
  support::perturb();
  theirs.rung.fetch_add(1);
  support::futex_wake_all(theirs.rung);
  woken[process].store(sleep, std::memory_order_relaxed);
}

} // namespace ptools::transport
