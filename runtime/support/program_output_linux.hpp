#pragma once

/// What another program prints.

#include <string>
#include <vector>

namespace ptools::support {

/// Where a shell would find a program of this name; empty if nowhere.
std::string program_called(const std::string& name);

/// Runs the program `words[0]`, a path, and waits for its end; what it wrote to its stdout. Empty
/// if it cannot be run. It is no child that the program's own wait() or SIGCHLD handler can see,
/// has none of the program's descriptors, and ends with the calling thread.
std::string output_of(std::vector<std::string> words);

} // namespace ptools::support
