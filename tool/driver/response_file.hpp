#pragma once

#include "words.hpp"

namespace ptools::driver {

/// `command` with each @FILE replaced by the words in FILE, read as GCC and Clang read it: white
/// space separates, quotes of both kinds group, a backslash takes the next character literally,
/// files nest. A word whose file cannot be read stays, as it does in the compilers.
words expand_response_files(const words& command);

/// The reverse: text that expand_response_files reads back as `command`.
std::string response_file_text(const words& command);

} // namespace ptools::driver
