#pragma once

#include <string>
#include <vector>

namespace ptools::run {

/// Starts the program, waits until its worker `id` has stopped itself, attaches gdb to it in this
/// terminal, and after gdb has ended waits for the program. Returns the status to end with.
///
/// The program learns the id from PTOOLS_GDB. The worker raises SIGSTOP before it runs user code,
/// having allowed every process to trace it.
int debug_worker(int id, const std::vector<std::string>& command);

} // namespace ptools::run
