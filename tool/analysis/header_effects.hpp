#pragma once

#include "clang/AST/Expr.h"

namespace ptools::tool {

/// Whether computing an expression once more would change something: `n--`, or a call of a function
/// that, as far as the file shows, counts a variable of static storage, a member or what it was
/// given. Members that are mutable do not count, nor what a lambda in it might do.
bool changes_when_computed(const clang::Expr* e);

} // namespace ptools::tool
