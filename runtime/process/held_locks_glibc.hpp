#pragma once

/// Locks of the C library that a thread of this process holds right now.

#include "process/program_data_linux.hpp"

#include <vector>

namespace ptools::process {

/// Those that lie, with a part at least, in the given parts of the program's variables. Known by
/// their layout (a mutex names its owner's thread), so that a variable that looks like one is taken
/// for one.
std::vector<byte_range> held_locks(const program_data& data, const std::vector<byte_range>& in);

} // namespace ptools::process
