#pragma once

/// Lines of source for instructions of the running program, asked of addr2line: LLVM's if it is
/// there, else that of binutils, which every compiler needs.

#include <cstdint>
#include <string>
#include <vector>

namespace ptools::check {

struct source_place {
  std::string where;    ///< FILE:LINE; without debug information the module
  std::string function; ///< without parameters; empty for the body of a loop
  bool of_user;         ///< not in a header of the compiler, the system or ptools
};

/// Each with what was inlined into it, innermost first. The addresses are those behind calls.
std::vector<source_place> source_places(const std::vector<std::uintptr_t>& places);

} // namespace ptools::check
