#pragma once

/// The kernel's wait-on-address, between processes.

#include <atomic>
#include <cstdint>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ptools::support {

/// Sleeps while `word` is `seen`, at most `milliseconds` (negative: for ever); may wake without
/// cause.
inline void futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t seen,
                       long milliseconds = -1) {
  timespec limit{milliseconds / 1000, milliseconds % 1000 * 1000000};
  syscall(SYS_futex, &word, FUTEX_WAIT, seen, milliseconds < 0 ? nullptr : &limit, nullptr, 0);
}

inline void futex_wake_all(const std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE, 0x7fffffff, nullptr, nullptr, 0);
}

} // namespace ptools::support
