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

/// As one number, for a message.
constexpr std::uint64_t packed(float_mode mode) {
  return std::uint64_t{mode.x87} << 32 | mode.sse;
}
constexpr float_mode unpacked(std::uint64_t mode) {
  return {static_cast<std::uint32_t>(mode), static_cast<std::uint16_t>(mode >> 32)};
}

} // namespace ptools::support
