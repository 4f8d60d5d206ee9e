#pragma once

/// Spin about a microsecond, then give the core away between looks, then sleep.

#include "support/clock.hpp"

#include <immintrin.h>
#include <sched.h>

namespace ptools::support {

constexpr int spins = 40;
constexpr std::uint64_t yield_budget_ns = 50000;

/// Looks until `ready()`; false when it is time to sleep. With `crowded` it does not spin.
template <class Ready>
bool look_awhile(bool crowded, Ready ready) {
  for (int i = 0; !crowded && i < spins; ++i) {
    if (ready()) {
      return true;
    }
    _mm_pause();
  }
  for (const std::uint64_t stop = support::now_ns() + yield_budget_ns;;) {
    for (int i = 0; i < 4; ++i) {
      if (ready()) {
        return true;
      }
      sched_yield();
    }
    if (support::now_ns() > stop) {
      return ready();
    }
  }
}

} // namespace ptools::support
