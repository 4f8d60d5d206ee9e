#pragma once

#include "loop_values.hpp"

namespace ptools::tool {

/// Whether the conditions in a function that is looked into may keep two iterations from both
/// getting to a place: all but comparisons of whole numbers that several values of the index
/// fulfil, and of what was found in memory. Call while the function's `loop_values::inside_call`
/// stands.
bool may_keep_callers_apart(const clang::Stmt* at, const body_map& code, const loop_values& values);

} // namespace ptools::tool
