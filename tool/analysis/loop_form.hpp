#pragma once

#include <optional>

#include "loop.hpp"

namespace ptools::tool {

/// Takes the header apart; reports why it is not canonical, with `where` of the trouble.
std::optional<loop_form> find_loop_form(const loop_instance& instance, reporter& report,
                                        const clang::ASTContext& context);

} // namespace ptools::tool
