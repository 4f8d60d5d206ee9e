#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Reports a body that changes the loop's index, by itself or through a name bound to it.
void check_index_changes(const loop_form& form, const loop_code& code, callee_effects& callees,
                         reporter& report);

} // namespace ptools::tool
