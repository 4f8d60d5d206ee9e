#pragma once

#include "array_access.hpp"
#include "index_shift.hpp"

namespace ptools::tool {

/// Whether the conditions under which the body gets to a place may keep two iterations from both
/// getting there: `if (i % 2 == colour)`, `if (j == i)`. With a shift, two iterations that lie so
/// far apart; without, any two. What is found in memory keeps nothing apart.
bool may_keep_apart(const clang::Stmt* at, const loop_values& values,
                    const index_shift* shift = nullptr);
/// The same of one condition, or of the number that a switch goes by.
bool may_keep_apart_by(const clang::Expr* condition, bool holds, const loop_values& values,
                       const index_shift& shift);
bool may_keep_apart_by_choice(const clang::Expr* chosen, const loop_values& values,
                              const index_shift& shift);
/// Whether the conditions let but one iteration through, or hardly more: `if (i == k)`. What is the
/// same element in every iteration needs no less.
bool lets_one_through(const clang::Stmt* at, const loop_values& values);

/// Whether the conditions give each element that was found in memory to an iteration of its own:
/// `if (owner[j] == i) count[owner[j]]++`.
bool chooses_its_own(const array_access& found, const loop_values& values);

} // namespace ptools::tool
