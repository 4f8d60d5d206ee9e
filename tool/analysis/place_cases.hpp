#pragma once

#include "array_place.hpp"

namespace ptools::tool {

/// One of the places that an expression names in turn.
struct place_case {
  array_place place;
  /// The branches of `?:` that lead to it.
  std::vector<const clang::Expr*> chosen;
  /// Loops inside of whose values one was taken that they go through if they go through some.
  std::vector<const clang::ValueDecl*> through = {};
};

/// What a place that is read may be beside what is written as `write`: one for each value of a
/// short loop inside (`a[i + k]`, k from -1 to 1), for one of a longer one, for each branch of a
/// clamp (`a[i > 0 ? i - 1 : 0]`), and for the turn of a ring (`a[(i + 1) % n]`). The place itself
/// comes first.
std::vector<place_case> cases_of(const array_place& read, const array_place& write,
                                 const loop_values& values);

} // namespace ptools::tool
