#pragma once

#include <string>

#include "../analysis/loop.hpp"
#include "edits.hpp"

namespace ptools::tool {

/// The expression by which the text at a loop names one of the plan's globals.
std::string expression_of(const loop_plan& plan, std::size_t global, const std::string& loop);

/// Puts functions in front of the loop's function that hand out private members which it may not
/// name: an explicit instantiation may name them ([temp.spec.general] in the C++ standard).
void give_access(const loop_plan& plan, const std::string& loop, edit_list& edits);

} // namespace ptools::tool
