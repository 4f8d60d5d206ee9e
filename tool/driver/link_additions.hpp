#pragma once

#include "command_line.hpp"
#include "own_options.hpp"
#include "words.hpp"

namespace ptools::driver {

/// What ptools-cc adds to a command of the user.
struct additions {
  words in_front;
  words at_end;
};

/// In front the start-up archive, before any archive that may hold main; at the end the runtime. A
/// serial program has the runtime without the start-up hook.
additions additions_for_link(const command_line& command, program_kind kind);

/// What is added when C++ is compiled: the directory of ptools/ptools.hpp, as a system directory
/// after the user's own; for a serial program also what keeps compilers silent about the
/// attributes; for a checked one the instrumentation, and lines for its messages.
additions additions_for_compile(program_kind kind, bool compiler_is_clang);

} // namespace ptools::driver
