#pragma once

#include "array_access.hpp"
#include "callee_effects.hpp"

namespace ptools::tool {

/// Elements that functions get at which the body calls, where an argument leads to them by the
/// loop's index: `relax(row(y), row(y - 1))`, `std::copy(a + i * n, a + i * n + n, a + (i + 1) *
/// n)`. Of a stretch the first element stands for all.
std::vector<array_access> find_call_accesses(const loop_values& values, callee_effects& callees);

} // namespace ptools::tool
