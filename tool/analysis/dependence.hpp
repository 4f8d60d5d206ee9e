#pragma once

#include "mentions.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// Reports elements of one array that all iterations write, and elements that one iteration reads
/// and another writes, where the subscripts show it. Gives those of which only the running program
/// can tell.
std::vector<possible_meeting> check_dependences(const annotated_loop& loop, const loop_form& form,
                                                const loop_code& code, callee_effects& callees,
                                                program_index& index, reporter& report);

} // namespace ptools::tool
