#pragma once

#include <vector>

#include "body_map.hpp"
#include "clang/AST/Expr.h"

namespace ptools::tool {

struct loop_form;

/// Whether a subscript, the sum of `parts`, is what an iteration found in memory, as in
/// `bins[which[i]]`, so that two iterations may have the same one. Not where the loop's index has a
/// part in it of its own
/// (`row * n + column[k]`), nor where a loop inside the body counts it up.
bool comes_from_memory(const std::vector<const clang::Expr*>& parts, const loop_form& form,
                       const body_map& code);

/// Whether an element, or what a pointer points to, stands in an expression.
bool has_load(const clang::Stmt* e);

} // namespace ptools::tool
