#pragma once

/// Static local variables that are initialised at their first use, by the names that the compiler
/// gives them and their guards.

#include <cstdint>
#include <vector>

namespace ptools::loops {

struct static_local {
  std::uintptr_t guard;
  std::uintptr_t begin;
  std::uintptr_t end;
};

/// All of the program, by address; none if it was stripped.
const std::vector<static_local>& static_locals();

} // namespace ptools::loops
