#pragma once

#include "loop_values.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// Reports `std::mutex` and its like in shared memory where the body, or a function of the program
/// that it calls, locks them or waits there: nobody would wake up a waiter of another process.
void check_thread_locks(const loop_values& values, program_index& index, reporter& report);

} // namespace ptools::tool
