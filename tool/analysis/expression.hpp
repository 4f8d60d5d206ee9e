#pragma once

#include "clang/AST/ExprCXX.h"

namespace ptools::tool {

/// Further than any text goes; initialisers may name themselves.
inline constexpr int deepest_place = 32;

/// Without what changes neither value nor place: parentheses, loads, conversions of qualifiers and
/// to a base, temporaries.
const clang::Expr* bare_place(const clang::Expr* e);

/// ... and `T(x)`, whose value is what is made.
const clang::Expr* without_casts_to_class(const clang::Expr* e);

/// `*this`.
bool is_this_object(const clang::Expr* e);

/// Whether a variable is named anywhere in it.
bool names(const clang::Stmt* in, const clang::ValueDecl* variable);

/// A class whose subscripts are known to be those of an array.
bool is_array_class(clang::QualType type);

/// A range that makes numbers rather than holding them.
bool makes_numbers(const clang::Expr* range);

} // namespace ptools::tool
