#pragma once

/// The runtime's delicate points: between two steps that other processes can see. Random yields
/// there show tests on two cores the interleavings that many cores would show; off unless
/// PTOOLS_PERTURB is set. Tests also end processes exactly there.

#include <cstdint>

namespace ptools::support {

extern bool perturbing;
void perturb_now(const char* file, int line);

/// Starts perturbing with a stream of its own for this process.
void start_perturbing(std::uint64_t seed);

/// From now on `passed` is called at each point of this process, with the point's place in the
/// source, in place of the yields. It is called under locks: it must not come back to the runtime.
void watch_points(void (*passed)(const char* file, int line));

inline void perturb(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (__builtin_expect(perturbing, 0)) {
    perturb_now(file, line);
  }
}

} // namespace ptools::support
