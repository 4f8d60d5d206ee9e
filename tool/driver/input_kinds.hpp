#pragma once

#include "command_line.hpp"

#include <string_view>

namespace ptools::driver {

/// What the compiler takes the file for: by `language` (of -x) if there is one, else by extension.
/// `driver_is_cxx`: the compiler's name ends in ++, which makes it read .c and .h files as C++.
input_kind kind_of_input(std::string_view path, std::string_view language, bool driver_is_cxx);

/// True if the name ends like a file that compilers and linkers take as input.
bool looks_like_input(std::string_view path);

} // namespace ptools::driver
