#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// The name in the text of the body that `shared(...)` may list for an element.
std::string name_for_shared(const array_access& a, const loop_values& values);

} // namespace ptools::tool
