#pragma once

#include "command_line.hpp"
#include "words.hpp"

namespace ptools::driver {

/// What ptools-cc adds to a link command.
struct link_additions {
  words in_front; ///< the start-up archive: before any archive that may hold main
  words at_end;   ///< the runtime
};

/// `serial`: --ptools-off, the runtime without the start-up hook.
link_additions additions_for_link(const command_line& command, bool serial);

/// What is added when C++ is compiled: the directory of ptools/ptools.hpp, as a system directory
/// after the user's own; with `serial` also what keeps compilers silent about the attributes.
words additions_for_compile(bool serial);

} // namespace ptools::driver
