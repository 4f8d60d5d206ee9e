#pragma once

/// Lines on stderr in the runtime's voice. Written by one system call each, without stdio, so that
/// they come whole and also out of a signal handler or a process that is half set up.

#include <string>
#include <string_view>

namespace ptools::support {

/// "ptools: TEXT" and a line end.
void say(std::string_view text);

/// The same, then the process ends with status 2: what the user asked for makes no sense.
[[noreturn]] void misuse(const std::string& text);

} // namespace ptools::support
