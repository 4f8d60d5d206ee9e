#pragma once

/// What among the program's variables is not the user's: the parts of libraries that were linked
/// into it, of the loader, of sanitizers and coverage.

#include "loops/changed_runs.hpp"
#include "process/program_data_linux.hpp"

#include <vector>

namespace ptools::loops {

/// By the beginning of the name that the linker knows.
bool is_of_a_library(const char* name);

/// All of them; found out once, from the loader's tables and the symbols.
const std::vector<byte_run>& parts_of_libraries(const process::program_data& data);

} // namespace ptools::loops
