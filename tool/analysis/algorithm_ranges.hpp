#pragma once

#include <optional>
#include <vector>

#include "callee_effects.hpp"
#include "clang/AST/Expr.h"

namespace ptools::tool {

/// What an algorithm of the standard library goes over: `[first, last)`, `first` and a number, a
/// range of std::ranges, or what begins at an iterator.
struct algorithm_range {
  const clang::Expr* first = nullptr;  ///< an iterator, or the whole range
  const clang::Expr* last = nullptr;   ///< the iterator at its end, if there is one
  const clang::Expr* number = nullptr; ///< how many elements, if that is said
  bool is_range = false;               ///< `first` is the range
  bool goes_along = false;             ///< as many elements as in the first one
  bool is_end = false;                 ///< ... and `first` is the iterator at its end
  bool written = false;
  bool swapped = false; ///< each element's new value is another one's old value
};

/// Empty if it is no such call. Functions that it is given count: std::for_each may write.
std::vector<algorithm_range> ranges_of_algorithm(const clang::CallExpr* call,
                                                 callee_effects& callees);

} // namespace ptools::tool
