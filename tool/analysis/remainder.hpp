#pragma once

#include "loop_values.hpp"

namespace ptools::tool {

/// The divisor of a remainder `x % 4`, or of the mask that gives one, `x & 3`.
std::optional<std::int64_t> remainder_by(const clang::Expr* e, const loop_values& values);

} // namespace ptools::tool
