#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Whether a loop inside, or a call of the library, goes with the write over elements that the
/// other goes over in the next iteration or the one before: blocks that overlap (`k <= (b + 1) *
/// 50`), halos that reach into the next block, rows longer than they lie apart. Both must be known.
bool blocks_overlap(const array_access& write, const array_access& other,
                    const loop_values& values);

/// Whether a condition on the variable of a loop inside stands around: `if (k + 1 < end)` may keep
/// the halo out.
bool has_guarded_ends(const clang::Stmt* at, const loop_values& values);

} // namespace ptools::tool
