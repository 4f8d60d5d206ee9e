#pragma once

#include "words.hpp"

#include <string>

namespace ptools::driver {

/// Becomes `command`. Returns only if that failed: 127 or 126, reported.
int become(const words& command);

/// Runs `command` and waits. The status is that of the program; one killed by signal N gives
/// 128 + N, one that could not be started 127 or 126 (reported). Signals that end ptools-cc are
/// handed on to the program; they end ptools-cc in `finish`, after it has tidied up.
int run(const words& command);

/// Makes `text` the standard input of this process and of what it starts.
bool feed_standard_input(const std::string& text);

/// True after a signal that ends ptools-cc: start nothing more.
bool interrupted();

/// The end of the process: by the signal that came in meanwhile, else with `status`.
[[noreturn]] void finish(int status);

} // namespace ptools::driver
