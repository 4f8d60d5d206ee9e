#pragma once

/// Asking for a cache line before it is needed.

namespace ptools::support {

inline void fetch_for_reading(const void* line) {
  __builtin_prefetch(line);
}

/// Takes it away from the other cores as well. The instruction itself: compilers make a read of it
/// unless they are told that the processor knows it; those that do not, do nothing.
inline void fetch_for_writing(const void* line) {
  asm volatile("prefetchw %0" : : "m"(*static_cast<const char*>(line)));
}

} // namespace ptools::support
