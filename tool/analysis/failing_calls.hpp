#pragma once

#include <vector>

#include "clang/AST/Expr.h"

namespace ptools::tool {

/// Whether computing an expression calls a function that may crash, throw or end the program, as
/// far as the file shows: one that follows pointers, divides, asserts, or whose body is elsewhere.
/// Of the library only what needs more than the expression itself shows (front_conditions.hpp).
/// Adds the pointers that it hands to functions which follow them, and otherwise do not fail.
bool calls_what_may_fail(const clang::Expr* e, std::vector<const clang::Expr*>& followed);

/// Access to the element that is given, or to what a pointer leads to, by an operator of the
/// library whose failing can be told beforehand.
bool follows_pointer(const clang::CXXOperatorCallExpr& call);
bool accesses_element(const clang::CXXOperatorCallExpr& call);

} // namespace ptools::tool
