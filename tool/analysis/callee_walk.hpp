#pragma once

#include <functional>

#include "array_place.hpp"
#include "callee_guards.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// A function of the program, seen from a call that the body leads to.
struct seen_call {
  const clang::CallExpr* site; ///< stands in the body
  const clang::CallExpr* call; ///< the same, or one in a function that it leads to
  int depth;                   ///< 0 for a call in the body
  const clang::FunctionDecl* definition;
  const body_map& code;
  const place_bindings& bindings;
  const place_finder& around; ///< the places where the call stands
  const place_finder* places; ///< the places in the function; null if it was not gone into
  /// Conditions in the functions on the way may keep two iterations apart.
  bool chosen;
  bool bounded;                  ///< ... may keep the call within a row
  const fixed_conditions& given; ///< ... that hold in all iterations or in none
};

/// Goes through the calls of the body to functions whose code can be seen, and through theirs; of a
/// call that may end in several, as of a virtual function, through each of them.
/// `see` says whether to go on into the calls that the function makes.
void walk_callees(const loop_values& values, program_index& index,
                  const std::function<bool(const seen_call&)>& see);

} // namespace ptools::tool
