#include "linear_form.hpp"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

void add(linear_form& to, const linear_form& more, std::int64_t times) {
  to.scale += times * more.scale;
  to.offset += times * more.offset;
  for (const auto& [term, count] : more.terms) {
    if ((to.terms[term] += times * count) == 0) {
      to.terms.erase(term);
    }
  }
}

bool is_constant(const linear_form& form) {
  return form.scale == 0 && form.terms.empty();
}

} // namespace

std::optional<linear_form> linear_form_of(const clang::Expr* value, const clang::ValueDecl* index,
                                          const body_map& code, const clang::ASTContext& context) {
  value = value->IgnoreParenImpCasts();
  if (value->isValueDependent() || value->isTypeDependent()) {
    return {};
  }
  if (const auto number = value->getIntegerConstantExpr(context)) {
    linear_form form;
    form.offset = number->getExtValue();
    return form;
  }
  if (const auto* cast = dyn_cast<clang::ExplicitCastExpr>(value)) {
    return cast->getType()->isIntegerType()
               ? linear_form_of(cast->getSubExpr(), index, code, context)
               : std::nullopt;
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
    linear_form form;
    if (reference->getDecl() == index) {
      form.scale = 1;
      return form;
    }
    if (code.declares(reference->getDecl()) || !clang::isa<clang::VarDecl>(reference->getDecl())) {
      return {};
    }
    form.terms[reference->getDecl()->getQualifiedNameAsString()] = 1;
    return form;
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(value)) {
    if (clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())) {
      linear_form form;
      form.terms["this->" + member->getMemberDecl()->getNameAsString()] = 1;
      return form;
    }
    return {};
  }
  const auto* operation = dyn_cast<clang::BinaryOperator>(value);
  if (operation == nullptr) {
    return {};
  }
  auto left = linear_form_of(operation->getLHS(), index, code, context);
  const auto right = linear_form_of(operation->getRHS(), index, code, context);
  if (!left || !right) {
    return {};
  }
  switch (operation->getOpcode()) {
  case clang::BO_Add:
    add(*left, *right, 1);
    return left;
  case clang::BO_Sub:
    add(*left, *right, -1);
    return left;
  case clang::BO_Mul: {
    if (!is_constant(*left) && !is_constant(*right)) {
      return {};
    }
    linear_form product;
    add(product, is_constant(*left) ? *right : *left,
        is_constant(*left) ? left->offset : right->offset);
    return product;
  }
  default:
    return {};
  }
}

} // namespace ptools::tool
