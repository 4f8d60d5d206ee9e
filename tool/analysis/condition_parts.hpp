#pragma once

#include <functional>

#include "loop_values.hpp"

namespace ptools::tool {

/// Calls `see` with each part of a condition that must be so for it to hold, or for it not to:
/// `a && !b`, also behind variables that keep what they began with.
void for_each_part(const clang::Expr* condition, bool holds, const loop_values& values,
                   const std::function<void(const clang::Expr*, bool)>& see);

/// `number op 0`.
bool is_so(std::int64_t number, clang::BinaryOperatorKind op);

} // namespace ptools::tool
