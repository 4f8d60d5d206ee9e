#pragma once

#include "index_shift.hpp"

namespace ptools::tool {

/// Whether the conditions under which the body gets to a place may keep two iterations from both
/// getting there: `if (i % 2 == colour)`, `if (j == i)`. With a shift, two iterations that lie so
/// far apart; without, any two. What is found in memory keeps nothing apart.
bool may_keep_apart(const clang::Stmt* at, const loop_values& values,
                    const index_shift* shift = nullptr);

} // namespace ptools::tool
