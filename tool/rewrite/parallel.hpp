#pragma once

#include "../analysis/loop.hpp"
#include "edits.hpp"

namespace ptools::tool {

/// Takes the annotation of a loop away that nobody runs: in a template without instantiations.
void leave_sequential(const annotated_loop& loop, edit_list& edits, reporter& report);

/// Turns one annotated loop into a call of the runtime, by edits; reports what cannot be edited.
void rewrite_parallel(const annotated_loop& loop, const loop_plan& plan, edit_list& edits,
                      reporter& report);

} // namespace ptools::tool
