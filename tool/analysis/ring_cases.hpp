#pragma once

#include <vector>

#include "array_place.hpp"

namespace ptools::tool {

/// A place that goes round with the loop's index, `a[(i + k) % n]`, as it is before it comes round
/// and after that; any other place alone.
std::vector<array_place> find_ring_cases(const array_place& place, const loop_values& values);

} // namespace ptools::tool
