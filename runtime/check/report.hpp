#pragma once

/// Says in words where two iterations meet.

#include "check/access_history.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ptools::check {

struct reported_access {
  std::uint64_t iteration; ///< counted from 0
  access_kind did;
  std::string lines; ///< of the access, and of the calls that led to it
};

/// The lines of source of an access and of the calls that led to it.
std::string lines_of(const std::vector<std::uintptr_t>& places);

/// On stderr. `loop`: where it stands. `own_memory`: each process has its own there.
void report_meeting(const std::string& loop, std::uintptr_t address, bool own_memory,
                    const reported_access& before, const reported_access& now);

/// An iteration has written to memory of which each process has its own.
void report_lost(const std::string& loop, std::uintptr_t address, const reported_access& what);

/// Whether it is a variable of a library that was not linked by ptools-cc, or of one that was
/// linked into the program: what those keep is the same in every process, or nobody's result.
bool is_of_a_library(std::uintptr_t address);

} // namespace ptools::check
