#pragma once

/// Bytes of the program's variables that process 1 has changed, on their way to workers.

#include "loops/changed_runs.hpp"

#include <cstddef>
#include <cstdint>

namespace ptools::loops {

/// In the region, followed by its runs and then by their bytes. Owned by process 1, which adds and
/// frees between two loops; read by workers during a loop.
struct patch {
  patch* next;
  std::uint64_t number;
  std::size_t run_count;
  std::size_t byte_count;

  byte_run* runs() { return reinterpret_cast<byte_run*>(this + 1); }
  const byte_run* runs() const { return reinterpret_cast<const byte_run*>(this + 1); }
  std::byte* bytes() { return reinterpret_cast<std::byte*>(runs() + run_count); }
  const std::byte* bytes() const { return reinterpret_cast<const std::byte*>(runs() + run_count); }
};

} // namespace ptools::loops
