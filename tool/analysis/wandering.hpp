#pragma once

#include "loop_values.hpp"

namespace ptools::tool {

/// Whether a variable of the body begins where the iteration's own part begins, and is only counted
/// up or down.
bool counts_from_its_own(const clang::ValueDecl* variable, const loop_values& values);

/// `for (j = i; a[j - 1] > a[j]; --j)`: a variable that goes to where other iterations are.
bool wanders(const clang::Expr* e, const loop_values& values);

/// Whether a loop inside changes the variable.
bool changes_in_a_loop(const clang::Expr* e, const loop_values& values);

} // namespace ptools::tool
