#pragma once

/// The cores that this program may use. A library may bind the program's first thread to one core
/// before main begins (OpenMP with OMP_PROC_BIND does), and every process and thread that is
/// started later inherits that; what counts is what was allowed before anything of the program ran.

#include <sched.h>

namespace ptools::support {

/// At the entry of main: what the start-up object found before the static initialisers.
void note_allowed_cores(const cpu_set_t& at_start);

/// Number of cores that this program may run on; at least 1.
int allowed_cores();

/// Lets the calling thread, and what it starts, run on all of them.
void run_on_allowed_cores();

} // namespace ptools::support
