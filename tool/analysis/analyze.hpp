#pragma once

#include <optional>

#include "callee_effects.hpp"
#include "loop.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// Examines every instance of an annotated loop. Nothing is returned after an error, or for a loop
/// in a template that nobody instantiates (then there is nothing to run).
std::optional<loop_plan> analyze(const annotated_loop& loop, callee_effects& callees,
                                 program_index& index, reporter& report);

} // namespace ptools::tool
