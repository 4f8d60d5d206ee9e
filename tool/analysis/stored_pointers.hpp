#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Reports pointers into the memory of the worker, views of it included, that the body stores where
/// other processes see them: `heads[i] = new node`, `names[i] = text.c_str()`.
void check_stored_pointers(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                           reporter& report, const clang::ASTContext& context);

} // namespace ptools::tool
