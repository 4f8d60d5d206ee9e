#pragma once

#include "clang/AST/Expr.h"

namespace ptools::tool {

/// Whether an expression may be computed once more, as far as the file shows: it only calls
/// functions that change nothing by their bodies, or promise it by `const`, `constexpr` or an
/// attribute.
bool changes_nothing(const clang::Expr* e);

} // namespace ptools::tool
