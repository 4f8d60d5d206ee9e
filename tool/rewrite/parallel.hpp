#pragma once

#include "../analysis/loop.hpp"
#include "edits.hpp"

namespace ptools::tool {

/// Turns one annotated loop into a call of the runtime, by edits; reports what cannot be edited.
void rewrite_parallel(const annotated_loop& loop, const loop_plan& plan, edit_list& edits,
                      reporter& report);

} // namespace ptools::tool
