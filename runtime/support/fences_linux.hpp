#pragma once

/// A fence between a store and a load, in two unequal halves.
///
/// Who leaves something for another process and then looks whether that sleeps needs a full fence
/// between the two, and so does who says that it sleeps and then looks whether something was left.
/// A full fence waits until the stores before it have reached the other core: as long as a whole
/// call takes. The first side goes there at each message, the second only before it sleeps; so the
/// second makes every process that has joined pass a fence (membarrier(2)), and the first pays
/// nothing.

#include <atomic>

namespace ptools::support {

namespace detail {
extern bool joined;
}

/// This process may be made to pass fences from now on. Not inherited by forked children: each
/// joins for itself. Where the kernel or a filter of system calls does not let it, `light_fence` is
/// a full one.
void join_fences();

/// Orders stores before it against loads after it, if the other side passes `heavy_fence`.
inline void light_fence() {
  if (__builtin_expect(detail::joined, 1)) {
    std::atomic_signal_fence(std::memory_order_seq_cst);
  } else {
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
}

/// The other side's: a few microseconds. False if the processes that have joined cannot be made to
/// pass one; then what they leave may be seen late.
bool heavy_fence();

} // namespace ptools::support
