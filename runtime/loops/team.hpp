#pragma once

/// The workers as a team that runs one loop at a time.

#include <ptools/generated/job.hpp>

namespace ptools::loops {

/// Runs a loop on the workers (process 1 takes leaves too where the body allows it and cores are
/// left). False if there are no workers to run it: the caller then runs it here.
/// @throws what `generated::run_loop` says.
bool run_on_team(const generated::loop_job& job, std::uint64_t leaves);

} // namespace ptools::loops
