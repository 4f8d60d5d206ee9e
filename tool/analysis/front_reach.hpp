#pragma once

#include "front_conditions.hpp"

namespace ptools::tool {

/// Under what, as texts in front of the loop, some iteration is certain to get to a place; nothing
/// if only the iterations themselves tell. That there is an iteration goes without saying.
std::optional<front_conditions> reach_of(const clang::Stmt* at, const loop_values& values);

} // namespace ptools::tool
