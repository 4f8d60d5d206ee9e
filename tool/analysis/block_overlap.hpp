#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Whether a loop inside goes with the write over elements that it goes over with the other in the
/// next iteration or the one before: blocks that overlap (`k <= (b + 1) * 50`), halos that reach
/// into the next block, rows longer than they lie apart. Both sides must be known.
bool blocks_overlap(const array_access& write, const array_access& other,
                    const loop_values& values);

} // namespace ptools::tool
