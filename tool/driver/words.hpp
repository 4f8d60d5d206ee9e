#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ptools::driver {

/// The words of a command line, or a part of it.
using words = std::vector<std::string>;

/// Appends `more` to `to`.
void append(words& to, const words& more);

/// `text` at its white space: the way CXX-like variables are read.
words split_at_space(std::string_view text);

/// One word as a POSIX shell must be given it.
std::string shell_quoted(std::string_view word);

/// A command as a line that a shell would read back as the same words.
std::string shell_line(const words& command);

/// The word of `known` that is closest to `word`, or an empty text when none is near enough to be a
/// slip of the keyboard.
std::string nearest_word(std::string_view word, const std::vector<std::string_view>& known);

} // namespace ptools::driver
