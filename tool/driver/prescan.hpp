#pragma once

#include "command_line.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ptools::driver {

/// Looks for annotations in a source and in the headers that it may include through quotes and -I;
/// the directories of the system, -isystem ones and the library's own are not searched. A file
/// without annotations costs one pass over its characters here.
///
/// Returns the file or option in which an annotation may stand, or nothing: then there is none, and
/// the compiler can have the source as it is. `text` is the source's text if it is not in a file.
std::optional<std::string> find_annotations(const command_line& command, const std::string& source,
                                            const std::optional<std::string>& text = {});

} // namespace ptools::driver
