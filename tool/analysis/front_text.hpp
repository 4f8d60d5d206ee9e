#pragma once

#include <optional>
#include <string>

#include "loop_values.hpp"

namespace ptools::tool {

/// Text of the body, as it can stand in front of the loop; nothing if it does not mean the same
/// there: it names what the body, or a loop's header, declares, or an element of a pack. Nor if it
/// may change something: an iteration computes it, too.
std::optional<std::string> front_text(const clang::Expr* e, const loop_values& values);

/// Whether a variable is an element of a parameter pack, which has no name of its own.
bool is_of_pack(const clang::ValueDecl* variable);

} // namespace ptools::tool
