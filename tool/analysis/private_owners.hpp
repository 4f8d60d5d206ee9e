#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Reports strings, containers and smart pointers of private memory that lie in shared memory where
/// the body changes them: what they own then lies in the worker's heap, where no other process
/// finds it.
void check_private_owners(const std::vector<array_access>& accesses, const loop_values& values,
                          reporter& report);

} // namespace ptools::tool
