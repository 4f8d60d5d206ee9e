#pragma once

#include "loop_values.hpp"

namespace ptools::tool {

/// Whether an expression has the same value in every iteration, as a flag that many may set:
/// literals, variables from outside, and what is made of them without anything else.
bool is_the_same_everywhere(const clang::Expr* value, const loop_values& values);

} // namespace ptools::tool
