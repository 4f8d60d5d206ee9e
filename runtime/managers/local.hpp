#pragma once

/// Workers on this machine, forked from the zygote.

#include <vector>

namespace ptools::managers {

/// Asks the zygote for `n` workers; returns at once with their ids. Call under cluster::guard.
std::vector<int> request_local_workers(int n);

/// Waits until every member runs. Call under cluster::guard.
/// @throws ptools::timed_out, ptools::worker_died; workers that do run stay.
void await_members();

/// Before work is given out: reports workers that have ended since, and starts the workers that the
/// program wants if there are none. Call under cluster::guard.
void prepare_workers();

} // namespace ptools::managers
