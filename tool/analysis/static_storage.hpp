#pragma once

#include <optional>
#include <string>

#include "clang/AST/Decl.h"

// How the text at a loop can name a variable of static storage.
namespace ptools::tool {

/// `::model::depth`; nothing for what has no name of its own, as an anonymous union.
std::optional<std::string> qualified_text(const clang::VarDecl* variable);

/// Whether a function's body may name a class's static member.
bool may_name(const clang::FunctionDecl* function, const clang::VarDecl* member);

/// The place at namespace scope in front of the outermost declaration around a function: where a
/// private member can be given a name that the loop may use. Invalid if text cannot stand there, or
/// `member` is not declared yet.
clang::SourceLocation scope_before(const clang::FunctionDecl* function,
                                   const clang::VarDecl* member);

/// Whether some declaration of the variable, outside functions, stands in front of the function.
bool is_declared_before(const clang::VarDecl* variable, const clang::FunctionDecl* function);

/// Never changes after its declaration was passed, and is the same in every process from the start.
bool is_constant_everywhere(const clang::VarDecl* variable);

} // namespace ptools::tool
