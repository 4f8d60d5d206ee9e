#pragma once

#include <optional>
#include <string>

#include "array_place.hpp"

namespace ptools::tool {

/// A function that the body calls and an expression stands in.
struct called_function {
  const clang::CallExpr* call;
  const clang::FunctionDecl* definition;
  const body_map& code;
  const reassignments& changes;
};

/// The argument for a parameter, or null.
const clang::Expr* argument_for(const called_function& function,
                                const clang::ParmVarDecl* parameter);

/// A subscript as text that means the same in front of the loop, for one value of the index and
/// with the loops inside at 0; as an unsigned 64-bit number, which differences are taken of.
/// Nothing if the body's own variables are needed for it.
/// In a function, call while its `loop_values::inside_call` stands; its parameters mean the
/// arguments.
std::optional<std::string> text_in_front(const place_subscript& subscript, std::int64_t index,
                                         const loop_values& values,
                                         const called_function* function = nullptr);

/// The same for a whole number.
std::optional<std::string> text_in_front(const clang::Expr* number, std::int64_t index,
                                         const loop_values& values,
                                         const called_function* function = nullptr);

} // namespace ptools::tool
