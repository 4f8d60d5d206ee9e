#pragma once

#include <cstdint>
#include <ctime>

namespace ptools::support {

/// Nanoseconds of a clock that never goes back.
inline std::uint64_t now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1000000000u + static_cast<std::uint64_t>(t.tv_nsec);
}

} // namespace ptools::support
