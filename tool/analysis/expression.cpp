#include "expression.hpp"

#include <algorithm>

#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

const Expr* one_layer_less(const Expr* e) {
  if (const auto* full = dyn_cast<clang::FullExpr>(e)) {
    return full->getSubExpr();
  }
  if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(e)) {
    return temporary->getSubExpr();
  }
  if (const auto* bound = dyn_cast<clang::CXXBindTemporaryExpr>(e)) {
    return bound->getSubExpr();
  }
  const auto* cast = dyn_cast<clang::ImplicitCastExpr>(e);
  if (cast == nullptr) {
    return e->IgnoreParens();
  }
  switch (cast->getCastKind()) {
  case clang::CK_NoOp:
  case clang::CK_LValueToRValue:
  case clang::CK_ArrayToPointerDecay:
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
  case clang::CK_ConstructorConversion:
    return cast->getSubExpr();
  default:
    return e;
  }
}

} // namespace

const Expr* bare_place(const Expr* e) {
  for (const Expr* inner = one_layer_less(e); inner != e; inner = one_layer_less(e)) {
    e = inner;
  }
  return e;
}

const clang::Expr* without_casts_to_class(const clang::Expr* e) {
  e = bare_place(e);
  while (const auto* cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(e)) {
    e = bare_place(cast->getSubExpr());
  }
  return e;
}

bool is_this_object(const clang::Expr* e) {
  const auto* unary = clang::dyn_cast<clang::UnaryOperator>(e->IgnoreParenImpCasts());
  return unary != nullptr && unary->getOpcode() == clang::UO_Deref &&
         clang::isa<clang::CXXThisExpr>(unary->getSubExpr()->IgnoreParenImpCasts());
}

bool names(const clang::Stmt* in, const clang::ValueDecl* variable) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(in);
  return (reference != nullptr && reference->getDecl() == variable) ||
         std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
           return part != nullptr && names(part, variable);
         });
}

bool is_array_class(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return storage_of(type) != element_storage::inside ||
         (record != nullptr && in_std(record) && record->getName() == "array");
}

bool makes_numbers(const Expr* range) {
  const clang::CXXRecordDecl* record = range == nullptr ? nullptr : class_of(range->getType());
  return record != nullptr && record->getName() == "iota_view";
}

} // namespace ptools::tool
