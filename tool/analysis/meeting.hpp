#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// What is written is what the other one gets at, or all that it is a part of.
bool is_same_array(const array_place& write, const array_place& other);

/// Whether one iteration reads or updates as `other` what another iteration writes as `write`, as
/// far as the text tells, if both go by one array.
bool certainly_meet(const array_access& write, const array_access& other,
                    const loop_values& values);

} // namespace ptools::tool
