#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Which variables the chunk function needs, how each is passed, and which cannot be.
void find_captures(const annotated_loop& loop, const loop_instance& instance, const loop_code& code,
                   loop_plan& plan, reporter& report, const clang::ASTContext& context);

/// The declaration statement of a local variable, if the function's body has it at hand.
const clang::DeclStmt* declaration_of(const clang::VarDecl* variable,
                                      const clang::FunctionDecl* function);

} // namespace ptools::tool
