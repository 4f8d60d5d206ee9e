#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Whether nobody can tell, neither from the text nor when the loop starts, that no other iteration
/// writes as `write` what one reads as `read`: `a[i] = f(a[neighbour[i]])`, `a[next(i)] = a[i]`.
/// Not where both lie in a row or a block of the iteration's own, at a place that it counts up, or
/// where a condition on the index keeps them apart.
bool may_meet_unseen(const array_access& write, const array_access& read,
                     const loop_values& values);

} // namespace ptools::tool
