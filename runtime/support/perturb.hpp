#pragma once

/// Random yields at the runtime's delicate points, so that tests on two cores see the interleavings
/// that many cores would show. Off unless PTOOLS_PERTURB is set.

#include <cstdint>

namespace ptools::support {

extern bool perturbing;
void perturb_now();

/// Starts perturbing with a stream of its own for this process.
void start_perturbing(std::uint64_t seed);

inline void perturb() {
  if (__builtin_expect(perturbing, 0)) {
    perturb_now();
  }
}

} // namespace ptools::support
