#pragma once

#include <optional>
#include <vector>

#include "loop.hpp"
#include "polynomial.hpp"
#include "reassignment.hpp"

namespace ptools::tool {

/// A loop that counts a variable up or down: an inner one, or the annotated one.
struct counted_loop {
  const clang::VarDecl* variable = nullptr;
  const clang::Expr* first = nullptr; ///< null: not known
  /// What the variable is compared with; the whole condition where it is another one.
  const clang::Expr* bound = nullptr;
  const clang::Expr* step = nullptr; ///< null: one
  bool compared = true;              ///< the condition is one comparison of the variable
  bool inclusive = false;
  bool down = false; ///< from the largest to the smallest
  /// Of a range-for: what is counted are the positions in `first`, which `bound` is as well.
  bool ranged = false;
  /// Conditions under which it is left before its end.
  std::vector<const clang::Expr*> left_if;
  /// One in a function that the body calls, whose expressions mean nothing out here; with the
  /// values of `first` and `bound` in this call, as far as they are known.
  bool in_call = false;
  std::optional<polynomial> first_value;
  std::optional<polynomial> bound_value;
};

counted_loop counted(const loop_form& form);

/// The loops inside the body that count variables of the body, which nothing else changes.
std::vector<counted_loop> inner_loops(const body_map& code, const reassignments& changes);

} // namespace ptools::tool
