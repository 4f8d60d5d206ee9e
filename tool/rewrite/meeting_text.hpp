#pragma once

#include <string>

#include "../analysis/loop.hpp"

namespace ptools::tool {

/// The calls in front of a loop that look whether iterations meet where only the running program
/// can tell.
std::string meetings_text(const loop_plan& plan, const std::string& number);

} // namespace ptools::tool
