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

/// An expression of the body as text, the same in front of the loop; adds that all that it leads
/// through is there and no divisor is zero (`p->n / parts`), and, where it calls what may fail,
/// that an iteration computes it. Nothing if the body's own variables are needed for it, or if only
/// the iterations themselves tell whether it is computed.
std::optional<std::string> computed_in_front(const clang::Expr* e, const loop_values& values,
                                             front_conditions& needs);

/// The same of a condition that does not change from one iteration to the next.
std::optional<std::string> steady_text(const clang::Expr* condition, bool holds,
                                       const loop_values& values, front_conditions& needs);

/// Adds that pointers are there which functions follow; false if that cannot be told in front.
bool add_followed(const std::vector<const clang::Expr*>& pointers, const loop_values& values,
                  front_conditions& needs);

/// All such conditions under which the body gets to a place, outermost first, with what they need:
/// `if (p != nullptr)`.
front_conditions steady_guards(const clang::Stmt* at, const loop_values& values);

} // namespace ptools::tool
