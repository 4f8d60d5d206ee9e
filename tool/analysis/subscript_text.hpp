#pragma once

#include <optional>
#include <string>

#include "array_place.hpp"
#include "front_conditions.hpp"

namespace ptools::tool {

/// A subscript as text that means the same in front of the loop, for one value of the index and
/// with the loops inside at 0; as an unsigned 64-bit number, which differences are taken of.
/// Nothing if the body's own variables are needed for it. Adds what it needs.
std::optional<std::string> text_in_front(const place_subscript& subscript, std::int64_t index,
                                         const loop_values& values, front_conditions& needs);

/// The same for a whole number.
std::optional<std::string> text_in_front(const clang::Expr* number, std::int64_t index,
                                         const loop_values& values, front_conditions& needs);

} // namespace ptools::tool
