#pragma once

#include "command_line.hpp"
#include "words.hpp"

#include <string>

namespace ptools::driver {

/// Where the dependency file of `source` goes and what its target is called, by the rules of GCC
/// and Clang for `command` as the user wrote it.
struct dependency_output {
  std::string file;
  words options; ///< -MD -MF ... for a compiler that is given the source under another name
};

dependency_output dependency_output_of(const command_line& command, const std::string& source,
                                       bool compiler_is_clang);

} // namespace ptools::driver
