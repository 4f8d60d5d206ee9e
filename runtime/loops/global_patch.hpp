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

/// What of the variables leads to memory of process 1 alone at present: whole variables and blocks.
struct leading_parts {
  std::size_t count;
  const byte_run* begin() const { return reinterpret_cast<const byte_run*>(this + 1); }
  const byte_run* end() const { return begin() + count; }
  byte_run* begin() { return reinterpret_cast<byte_run*>(this + 1); }
};

} // namespace ptools::loops
