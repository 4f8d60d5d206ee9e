#pragma once

/// How this thread computes: rounding, flushing of denormals, traps. Part of what a body computes,
/// so a worker has to do as the driver does.

#include <xmmintrin.h>

#include <cstdint>

namespace ptools::support {

struct float_mode {
  std::uint32_t sse;
  std::uint16_t x87;
};

inline float_mode current_float_mode() {
  constexpr std::uint32_t flags = 0x3f; // what has happened, not what is asked for
  float_mode mode{_mm_getcsr() & ~flags, 0};
  asm volatile("fnstcw %0" : "=m"(mode.x87));
  return mode;
}

inline void set_float_mode(float_mode mode) {
  _mm_setcsr(mode.sse);
  asm volatile("fldcw %0" : : "m"(mode.x87));
}

} // namespace ptools::support
