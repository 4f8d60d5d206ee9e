#pragma once

/// A worker between start and end.

namespace ptools::process {

/// What a worker does with offered work: called with its slot whenever the ticket may have changed,
/// returns when there is nothing (more) to do. Set by the room loops.
extern void (*serve_offers)(unsigned slot);

/// Sets a worker up and serves until it is asked to leave; runs on the worker's own stack.
void run_worker();

/// Flushes the streams, writes coverage data, and ends this worker without running handlers or
/// destructors that belong to the program itself.
[[noreturn]] void leave_worker(int status);

} // namespace ptools::process
