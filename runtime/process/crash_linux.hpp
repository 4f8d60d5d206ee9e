#pragma once

/// What a worker still writes down when a signal takes it.

namespace ptools::process {

/// On this thread: an alternate stack, and handlers for the signals that mean a crash. They note
/// what happened in the worker's slot and let the default action follow, so core dumps come as
/// always.
void watch_for_crashes();

} // namespace ptools::process
