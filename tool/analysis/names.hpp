#pragma once

#include <string>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace ptools::tool {

/// What a name in an annotation (`g`, `ns::g`, `::g`) refers to, looked up from inside a function;
/// null if nothing visible has it. Locals are searched for in the function's body.
const clang::NamedDecl* find_name(const std::string& name, const clang::FunctionDecl* function,
                                  const clang::ASTContext& context);

} // namespace ptools::tool
