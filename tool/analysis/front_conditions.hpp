#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guards.hpp"
#include "loop_values.hpp"

namespace ptools::tool {

/// Conditions as texts that mean the same in front of the loop: what is computed there without
/// them might not be there, where no iteration computes it.
using front_conditions = std::vector<std::string>;

/// Adds those that are not in it yet.
void add(front_conditions& to, const front_conditions& more);

/// That all that `e` leads through is there, and no divisor is zero: `p->n / parts`.
front_conditions needs_of(const clang::Expr* e, const loop_values& values);

/// A condition over a place that is the same in every iteration, as a text; nothing if it is not.
std::optional<std::string> steady_text(const guard& g, const loop_values& values);

/// All those under which the body gets to a place, outermost first, with what they need:
/// `if (p != nullptr)`.
front_conditions steady_guards(const clang::Stmt* at, const loop_values& values);

} // namespace ptools::tool
