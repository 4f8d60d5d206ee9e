#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Of iterations with blocks that adjoin, wherever these end: `for (k = n * b / blocks; k < n * (b
/// + 1) / blocks; ++k)`, `for (k = start[i]; k < start[i + 1]; ++k)`. Whether the other access gets
/// at what the write leaves in the next block, or in the one before: `a[k - 1]` from `k = start[i]`
/// on.
bool reaches_adjoining_block(const array_access& write, const array_access& other,
                             const loop_values& values);

/// Whether it gets at the first or the last elements of the iteration's own block: `a[end - 1]`.
bool is_end_of_own_block(const array_access& write, const array_access& other,
                         const loop_values& values);

} // namespace ptools::tool
