#pragma once

#include <string>
#include <vector>

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace ptools::tool {

struct function_name {
  clang::SourceRange written;
  std::string text;
};

/// Where the loop writes `__func__`: in the rewritten body, a lambda, it would be "operator()". Not
/// inside lambdas of the user's, where it is that in the plain program too.
std::vector<function_name> function_names(const clang::Stmt* loop);

} // namespace ptools::tool
