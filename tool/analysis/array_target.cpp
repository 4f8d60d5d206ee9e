// Where addresses lead: pointers, sums of them, iterators.
#include <utility>

#include "array_place.hpp"
#include "expression.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

bool gives_first_address(const clang::FunctionDecl* function) {
  const auto* name = function->getIdentifier();
  return name != nullptr &&
         (name->getName() == "data" || name->getName() == "begin" || name->getName() == "cbegin");
}

/// std::span and its like.
bool is_view(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && in_std(record) && storage_of(type) == element_storage::elsewhere;
}

bool same_target(clang::QualType a, clang::QualType b) {
  return a->isPointerType() && b->isPointerType() &&
         a->getPointeeType().getCanonicalType().getUnqualifiedType() ==
             b->getPointeeType().getCanonicalType().getUnqualifiedType();
}

} // namespace

place_finder::found place_finder::target(const Expr* e, int depth) const {
  if (depth > deepest_place) {
    return {};
  }
  e = bare_place(e);
  if (const auto* sum = dyn_cast<clang::BinaryOperator>(e)) {
    return sum->isAdditiveOp() && sum->getType()->isPointerType()
               ? target_of_sum(sum->getLHS(), sum->getRHS(),
                               sum->getOpcode() == clang::BO_Sub ? -1 : 1, depth)
               : found();
  }
  if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
    const clang::OverloadedOperatorKind op = call->getOperator();
    if ((op == clang::OO_Plus || op == clang::OO_Minus) && call->getNumArgs() == 2) {
      return target_of_sum(call->getArg(0), call->getArg(1), op == clang::OO_Minus ? -1 : 1, depth);
    }
    if (op == clang::OO_PlusPlus || op == clang::OO_MinusMinus) {
      return target(call->getArg(0), depth + 1);
    }
    return with_element(object(e, depth + 1));
  }
  if (const auto* made = dyn_cast<clang::CXXConstructExpr>(e)) {
    // A span begins where its first argument leads, however long it is.
    const bool refers =
        (made->getNumArgs() == 1 &&
         (made->getConstructor()->isCopyOrMoveConstructor() || in_std(made->getConstructor()))) ||
        (made->getNumArgs() == 2 && is_view(made->getType()));
    return refers ? target(made->getArg(0), depth + 1) : found();
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    if (unary->isIncrementDecrementOp()) {
      return target(unary->getSubExpr(), depth + 1);
    }
    found place =
        unary->getOpcode() == clang::UO_AddrOf || unary->getOpcode() == clang::UO_Deref
            ? object(unary->getOpcode() == clang::UO_Deref ? e : unary->getSubExpr(), depth + 1)
            : found();
    if (unary->getOpcode() == clang::UO_Deref) {
      return with_element(std::move(place));
    }
    return place && place->ends_in_element() && !place->by_function ? place : found();
  }
  if (const auto* cast = dyn_cast<clang::ExplicitCastExpr>(e)) {
    return is_view(cast->getType()) || same_target(cast->getType(), cast->getSubExpr()->getType())
               ? target(cast->getSubExpr(), depth + 1)
               : found();
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    return target_of_name(reference, depth);
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(e);
      member && e->getType()->isPointerType()) {
    if (found place = made_member(member)) {
      return place;
    }
  }
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(e)) {
    const clang::CXXMethodDecl* method = member->getMethodDecl();
    if (method != nullptr && in_std(method) && method->getDeclName().isIdentifier() &&
        method->getName() == "subspan" && member->getNumArgs() != 0) {
      return target_of_sum(member->getImplicitObjectArgument(), member->getArg(0), 1, depth);
    }
    if (method != nullptr && in_std(method) && method->getDeclName().isIdentifier() &&
        method->getName() == "first" && is_view(member->getType())) {
      return target(member->getImplicitObjectArgument(), depth + 1);
    }
    if (method != nullptr && gives_first_address(method)) {
      const Expr* owner = member->getImplicitObjectArgument();
      const bool arrow = owner->getType()->isPointerType();
      const clang::QualType type = arrow ? owner->getType()->getPointeeType() : owner->getType();
      if (!arrow && is_view(type)) {
        return target(owner, depth + 1);
      }
      return is_array_class(type)
                 ? with_element(arrow ? target(owner, depth + 1) : object(owner, depth + 1))
                 : found();
    }
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee != nullptr && call->getNumArgs() == 1 && in_std(callee) &&
        gives_first_address(callee)) {
      return with_element(object(call->getArg(0), depth + 1));
    }
    if (callee != nullptr && call->getNumArgs() == 2 && in_std(callee) &&
        callee->getDeclName().isIdentifier() &&
        (callee->getName() == "next" || callee->getName() == "prev")) {
      return target_of_sum(call->getArg(0), call->getArg(1), callee->getName() == "prev" ? -1 : 1,
                           depth);
    }
  }
  // A function of a class may hand out a row.
  const auto* call = dyn_cast<clang::CallExpr>(e);
  if (call != nullptr && (e->getType()->isPointerType() || is_view(e->getType()))) {
    if (found place = returned(call, true, depth)) {
      return place;
    }
  }
  const bool row = call != nullptr && e->getType()->isPointerType() &&
                   clang::isa_and_nonnull<clang::CXXMethodDecl>(call->getDirectCallee());
  return e->isLValue() || row ? with_element(object(e, depth + 1)) : found();
}

place_finder::found place_finder::target_of_sum(const Expr* address, const Expr* offset, int times,
                                                int depth) const {
  if (address->getType()->isIntegralOrEnumerationType()) {
    std::swap(address, offset);
  }
  if (!offset->getType()->isIntegralOrEnumerationType()) {
    return {};
  }
  found place = target(address, depth + 1);
  if (place) {
    add(place->subscripts.back(), offset, times);
    place->subscripted = true;
  }
  return place;
}

place_finder::found place_finder::target_of_name(const clang::DeclRefExpr* reference,
                                                 int depth) const {
  const clang::ValueDecl* variable = reference->getDecl();
  if (bindings_ != nullptr) {
    const auto bound = bindings_->targets.find(variable);
    if (bound != bindings_->targets.end()) {
      return bound->second;
    }
  }
  if (variable == values_.form().index) {
    found place = with_element(root(variable));
    place->subscripts.back().value = polynomial::of(values_.index());
    place->subscripts.back().known = polynomial::of(values_.index());
    return place;
  }
  const auto* local = dyn_cast<clang::VarDecl>(variable);
  if (local == nullptr || local->getType()->isReferenceType() || local->getType()->isArrayType()) {
    return with_element(object_of_name(variable, depth + 1));
  }
  const bool inside = declares(variable);
  const Expr* value = inside ? kept_value(local) : values_.kept_outside(local);
  if (inside && value == nullptr) {
    return target_of_walking(local, depth);
  }
  found place = value == nullptr ? found() : target(value, depth + 1);
  if (place) {
    place->names.insert(variable->getNameAsString());
    return place;
  }
  return inside ? found() : with_element(root(variable));
}

} // namespace ptools::tool
