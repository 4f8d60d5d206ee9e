#pragma once

/// Names of global variables for messages.

#include "loops/changed_runs.hpp"
#include "process/program_data_linux.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ptools::loops {

/// The name of the variable that holds this address, or the nearest below it; empty if none does.
std::string global_leading_to(std::uintptr_t address);

/// The variables in which the runs lie, or that lead to them, each once and in quotes.
std::vector<std::string> names_of_variables(const process::program_data& data,
                                            const std::vector<byte_run>& runs);

/// The first few, with commas.
std::string names_as_list(const std::vector<std::string>& names);

} // namespace ptools::loops
