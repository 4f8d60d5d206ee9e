#pragma once

#include "array_access.hpp"
#include "callee_effects.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// Elements of what the iterations share that functions of the program read and write when the body
/// calls them: `left(a, i)`, `grid.mean(x, y)`, `deposit(mass, cell, m)`. Each has the call for its
/// expression.
std::vector<array_access> find_callee_accesses(const loop_values& values, callee_effects& callees,
                                               program_index& index);

} // namespace ptools::tool
