#pragma once

#include "array_access.hpp"

namespace ptools::tool {

enum class meets_fixed { never, perhaps, certainly };

/// Whether iterations get at an element that is the same for all of them, as `other`, and one of
/// them writes it as `write`: `a[i] /= a[0]`, `d(j, i) -= d(k, i) * d(j, k)`.
meets_fixed meet_at_fixed_element(const array_access& write, const array_access& other,
                                  const loop_values& values);

} // namespace ptools::tool
