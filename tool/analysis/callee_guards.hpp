#pragma once

#include <map>
#include <string>

#include "loop_values.hpp"

namespace ptools::tool {

/// Whether the conditions in a function that is looked into may keep two iterations from both
/// getting to a place: all but comparisons of whole numbers that several values of the index
/// fulfil, and of what was found in memory. Call while the function's `loop_values::inside_call`
/// stands.
bool may_keep_callers_apart(const clang::Stmt* at, const body_map& code, const loop_values& values);

/// Whether a condition there compares whole numbers that loops inside count: it may keep what is
/// read at the ends of a row within the row.
bool may_keep_within_rows(const clang::Stmt* at, const body_map& code, const loop_values& values);

/// What holds there in all iterations or in none: `flip` in `flip ? next[i] : cur[i]`, by its text.
using fixed_conditions = std::map<std::string, bool>;
fixed_conditions find_fixed_conditions(const clang::Stmt* at, const body_map& code,
                                       const loop_values& values);

} // namespace ptools::tool
