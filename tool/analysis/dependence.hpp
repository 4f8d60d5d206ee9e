#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Reports elements of one array that all iterations write, and elements that one iteration reads
/// and another writes, where the subscripts show it.
void check_dependences(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                       reporter& report, const clang::ASTContext& context);

} // namespace ptools::tool
