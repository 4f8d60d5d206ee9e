#pragma once

#include "array_place.hpp"

namespace ptools::tool {

/// Whether the iteration as far from the loop's end as this one is from its beginning writes what
/// is got at `there`: `swap(a[i], a[n - 1 - i])` over all of the n.
bool is_mirrored(const array_place& write, const array_place& there, const loop_values& values);

/// The same with the index and the variable of a loop inside exchanged: `a[j * n + i]`, where both
/// go over the same numbers.
bool is_transposed(const array_place& write, const array_place& there, const loop_values& values);

} // namespace ptools::tool
