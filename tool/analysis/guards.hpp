#pragma once

#include <optional>
#include <vector>

#include "body_map.hpp"

namespace ptools::tool {

/// A way out of the iteration, or of the loop around: what follows is reached only without it.
bool leaves(const clang::Stmt* branch);

/// Whether the body perhaps does not get to a place: behind a condition, a way out or a catch, or
/// in a lambda.
bool is_guarded(const clang::Stmt* at, const body_map& code);

/// The labels of a switch that lead to a place.
struct switch_labels {
  std::vector<const clang::Expr*> cases;
  bool others = false;                       ///< `default:` is among them,
  std::vector<const clang::Expr*> elsewhere; ///< ... which is none of these
  bool known = false;
};

/// A condition under which the body gets to a place.
struct guard {
  const clang::Expr* condition;
  /// Whether it holds there; nothing for a switch.
  std::optional<bool> holds;
  switch_labels labels = {};
};
std::vector<guard> guards_of(const clang::Stmt* at, const body_map& code);

/// What a statement locks: `std::lock_guard hold(m)`, `m.lock()`, `lock(&m)`; null if nothing.
const clang::Expr* locked_by(const clang::Stmt* statement);

/// Locks and whatever else of the standard library lets one thread wait for another: it works
/// between the threads of one process only.
bool is_for_threads(clang::QualType type);

/// Whether a lock is held there that keeps processes apart, as far as the text tells.
bool holds_lock(const clang::Stmt* at, const body_map& code);

} // namespace ptools::tool
