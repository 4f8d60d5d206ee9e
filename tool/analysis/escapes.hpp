#pragma once

#include "loop.hpp"

namespace ptools::tool {

/// Reports statements that leave the loop: return, break, goto, co_await and their like.
void check_escapes(const loop_instance& instance, reporter& report);

} // namespace ptools::tool
