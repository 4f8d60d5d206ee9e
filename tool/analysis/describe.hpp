#pragma once

#include <string>

#include "loop.hpp"

namespace ptools::tool {

/// What -Rptools tells of a loop: what is reduced, sent and kept up to date, and who runs it.
std::string describe(const annotated_loop& loop, const loop_plan& plan);

} // namespace ptools::tool
