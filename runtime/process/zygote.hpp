#pragma once

/// The process that all local workers are forked from.
///
/// It is made at the entry of `main`, while there is one thread, so that workers find static
/// initialisers done and every address where the driver has it. It is cloned without an exit
/// signal: neither it nor its children are children that the program's own wait() or SIGCHLD
/// handler can see. It is single-threaded whenever it forks, touches no file the program could
/// close, and does four things:
///
///  * starts a worker in every slot that is `wanted`: it forks, or where static initialisers have
///    started threads it forks and runs the program anew (exec_start_linux.hpp)
///  * passes on what workers write to stderr, and keeps the last lines
///  * reaps workers, and kills those that should have left by their deadline
///  * ends all of them when the driver is gone, however it went

#include <sys/types.h>

namespace ptools::process {

/// In the driver, at entry; `stack_floor`: what lies below belongs to the program's own frames.
/// False if there can be no zygote; then `stay_alone` was called with the reason.
bool start_zygote(const void* stack_floor);

/// In the driver: slots have changed, look at them. A no-op after the zygote is gone.
void wake_zygote();

/// In the driver: blocks until the zygote is gone and reaps it (the service thread's work).
void await_zygote_end();

/// In a child that the program has forked: keeps nothing open by which the zygote tells that the
/// program itself has called exec.
void leave_zygote_to_parent();

/// In the driver, last resort of a shutdown.
void kill_zygote();

/// What the zygote does once for all workers that it forks; set before the zygote is made.
extern void (*prepare_workers)();
/// What a worker does between start and end; set before the zygote is made. Must not return.
extern void (*worker_main)();

} // namespace ptools::process
