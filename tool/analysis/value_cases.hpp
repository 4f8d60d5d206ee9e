#pragma once

#include <vector>

#include "loop_values.hpp"

namespace ptools::tool {

/// A value that a subscript may have.
struct value_case {
  polynomial value;
  /// The branches of `?:` that lead to it.
  std::vector<const clang::Expr*> chosen;
};
using value_cases = std::vector<value_case>;

/// A function that is looked into, whose parameters and variables may change on the way.
struct function_scope {
  const body_map& code;
  const reassignments& changes;
};

/// The values that it may have, none if they are not known: of a clamp (`i > 0 ? i - 1 : 0`,
/// `std::clamp(x, 0, n - 1)`) those that it chooses from, of a ring (`(i + 1) % n`) where it is
/// most of the time; of a variable of `scope` those before and after `if (x < 0) x += n;`.
value_cases find_value_cases(const clang::Expr* e, const loop_values& values,
                             const function_scope* scope = nullptr);

} // namespace ptools::tool
