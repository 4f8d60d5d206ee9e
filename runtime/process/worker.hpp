#pragma once

/// A worker between start and end.

namespace ptools::process {

/// Something that gives an idle worker work. Both functions get the worker's slot.
struct work_source {
  /// Whether there is some; asked many times a microsecond.
  bool (*ready)(unsigned slot);
  /// Does what there is; also called when there is none.
  void (*serve)(unsigned slot);
};

/// Adds a source; asked in the order of addition. For static initialisers of this library only.
bool add_work_source(work_source source);

/// More processes compute than there are cores, as the start or the last loop has said: nobody
/// spins.
extern bool crowded;

/// In the zygote: makes what every worker that it forks would make for itself, which then costs
/// each of them nothing.
void prepare_to_fork_workers();

/// Sets a worker up and serves until it is asked to leave; runs on the worker's own stack.
void run_worker();

/// Flushes the streams, writes coverage data, and ends this worker without running handlers or
/// destructors that belong to the program itself.
[[noreturn]] void leave_worker(int status);

} // namespace ptools::process
