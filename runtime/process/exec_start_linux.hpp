#pragma once

/// Workers that are started by exec instead of by fork (PTOOLS_START=exec).
///
/// A forked worker has the driver's memory of before main, but not its threads: a pool that a
/// static initialiser started would be waited for in vain. A worker started by exec runs the static
/// initialisers itself. Functions, vtables and constants must lie where the driver has them, so
/// both run without address randomisation; the program restarts itself for that. What lies
/// elsewhere all the same (another library, a heap that was used up differently) is found out
/// before the worker takes part.

#include <string>
#include <sys/types.h>

namespace ptools::process {

/// Whether the kernel gave this process random addresses.
bool addresses_are_random();

/// Starts the program again in this process, without random addresses. Returns only if that is
/// refused: why, in words. Nothing may have been started before.
std::string restart_at_fixed_addresses(char** argv);

/// In the driver, before the zygote is made: notes for the workers where everything lies, and keeps
/// what this process will map out of the ranges that their static initialisers may have used.
void prepare_start_by_exec(char** argv);
/// Whether that was done.
bool starts_by_exec();

/// In the zygote: a worker for this slot; its pid, or -1 with errno. Takes no locks and allocates
/// nothing: the threads that may hold them do not exist here.
pid_t start_by_exec(unsigned slot, int stderr_write_end);

/// At the entry of main: whether this process is such a worker.
bool started_by_exec();
/// Makes it one: the region, its slot. Ends it with an error in words if it is not laid out as the
/// driver is.
void join_as_worker();

} // namespace ptools::process
