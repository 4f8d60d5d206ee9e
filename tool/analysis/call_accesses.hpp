#pragma once

#include "array_access.hpp"
#include "callee_effects.hpp"

namespace ptools::tool {

/// Elements that functions get at which the body calls, where an argument leads to them by the
/// loop's index: `relax(row(y), row(y - 1))`, `std::copy(a + i * n, a + i * n + n, a + (i + 1) *
/// n)`. Of a stretch the first element stands for all.
std::vector<array_access> find_call_accesses(const loop_values& values, callee_effects& callees);

/// The same of calls of the library in a function that the body calls, with `places` of that
/// function. Call while the function's `loop_values::inside_call` stands.
std::vector<array_access> find_call_accesses_in(const loop_values& values, callee_effects& callees,
                                                const body_map& code, const place_finder& places);

} // namespace ptools::tool
