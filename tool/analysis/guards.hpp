#pragma once

#include "body_map.hpp"

namespace ptools::tool {

/// A way out of the iteration, or of the loop around: what follows is reached only without it.
bool leaves(const clang::Stmt* branch);

/// Whether the body perhaps does not get to a place: behind a condition, a way out or a catch, or
/// in a lambda.
bool is_guarded(const clang::Stmt* at, const body_map& code);

/// The conditions under which the body gets to a place.
std::vector<const clang::Expr*> guards_of(const clang::Stmt* at, const body_map& code);

/// Whether a lock is held there, as far as the text tells.
bool holds_lock(const clang::Stmt* at, const body_map& code);

} // namespace ptools::tool
