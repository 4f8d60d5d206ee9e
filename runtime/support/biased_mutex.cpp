#include "support/biased_mutex.hpp"

#include <sched.h>
#include <time.h>

namespace ptools::support {

void biased_mutex::lock_for_all() {
  for_all_.lock();
  const std::uintptr_t owner = owner_.load(std::memory_order_relaxed);
  if (owner == everybody) {
    return;
  }
  if (owner == nobody_yet) {
    // This time it holds what all others need too; the next time it enters as the owner.
    owner_.store(static_cast<std::uintptr_t>(pthread_self()), std::memory_order_relaxed);
    return;
  }
  owner_.store(everybody, std::memory_order_relaxed);
  if (!heavy_fence()) {
    const timespec longer_than_a_store_takes{0, 1000000};
    nanosleep(&longer_than_a_store_takes, nullptr);
  }
  while (inside_.load(std::memory_order_acquire)) {
    sched_yield();
  }
}

} // namespace ptools::support
