#pragma once

/// Lines of source for instructions, asked of addr2line: LLVM's if it is there, else that of
/// binutils, which every compiler needs.

#include "support/module_places_linux.hpp"

#include <string>
#include <vector>

namespace ptools::support {

struct source_place {
  std::string where;    ///< FILE:LINE; where no line is known the module and the offset in it
  std::string function; ///< with parameters; empty if it has no name
  bool has_line;
  bool of_user; ///< not of the compiler, the system or ptools
  bool of_loop; ///< part of what the tool has made of a loop's body
};

/// Each with what was inlined into it, innermost first. Takes as long as addr2line does, about
/// a tenth of a second, where a place is new. Thread-safe.
std::vector<source_place> source_places(const std::vector<module_place>& places);

} // namespace ptools::support
