#pragma once

/// The standard output streams of this process, kept in step with those of the others.

namespace ptools::support {

/// Writes out what stdout and std::cout still hold; a few nanoseconds when they hold nothing.
void flush_output();

} // namespace ptools::support
