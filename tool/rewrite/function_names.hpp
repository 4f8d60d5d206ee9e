#pragma once

#include <vector>

#include "clang/AST/Stmt.h"

namespace ptools::tool {

/// Where the loop writes `__func__`: in the rewritten body, a lambda, it would be "operator()". Not
/// inside lambdas of the user's, where it is that in the plain program too.
std::vector<clang::SourceRange> function_names(const clang::Stmt* loop);

} // namespace ptools::tool
