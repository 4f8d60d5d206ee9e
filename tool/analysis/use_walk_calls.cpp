// What functions make of an object or an argument that they are given.
#include "use_walker.hpp"

#include "../frontend/llvm_compat.h"
#include "callee_effects.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;
using clang::isa;
using clang::QualType;

namespace {

bool same_parameters(const clang::CXXMethodDecl* a, const clang::CXXMethodDecl* b) {
  if (a->getNumParams() != b->getNumParams()) {
    return false;
  }
  for (unsigned i = 0; i < a->getNumParams(); ++i) {
    if (a->getParamDecl(i)->getType().getCanonicalType() !=
        b->getParamDecl(i)->getType().getCanonicalType()) {
      return false;
    }
  }
  return true;
}

bool has_const_overload(const clang::CXXMethodDecl* method) {
  for (const clang::NamedDecl* other : method->getParent()->lookup(method->getDeclName())) {
    const auto* candidate = dyn_cast<clang::CXXMethodDecl>(other);
    if (candidate != nullptr && candidate->isConst() && same_parameters(candidate, method)) {
      return true;
    }
  }
  return false;
}

} // namespace

bool use_walker::step_call(const clang::CallExpr* call) {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  if (const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(call)) {
    for (unsigned i = 0; i < operation->getNumArgs(); ++i) {
      if (operation->getArg(i) != current_) {
        continue;
      }
      if (method == nullptr || method->isStatic()) {
        return step_argument(call, callee, i);
      }
      return i == 0 ? step_object(call, method) : step_argument(call, callee, i - 1);
    }
    return end(use_kind::reference, call);
  }
  if (const auto* member_call = dyn_cast<clang::CXXMemberCallExpr>(call)) {
    if (member_call->getCallee()->IgnoreParens() == current_->IgnoreParens()) {
      return method != nullptr ? step_object(call, method) : end(use_kind::reference, call);
    }
  }
  for (unsigned i = 0; i < call->getNumArgs(); ++i) {
    if (call->getArg(i) == current_) {
      return step_argument(call, callee, i);
    }
  }
  return end(use_kind::reference, call);
}

bool use_walker::step_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method) {
  const QualType object = compat::type_of(method->getParent());
  if (held_ == hold::handle || held_ == hold::address_variable) {
    return step_handle_object(call, method);
  }
  const element_storage storage = storage_of(object);
  if (isa<clang::CXXDestructorDecl>(method)) {
    return end(use_kind::reference, call);
  }
  if (is_smart_pointer(object) && is_element_access(method)) {
    result_.in_container = true;
    result_.subscripted = true;
    result_.part = true;
    return continue_with_result(call, method);
  }
  if (method->isConst()) {
    return changes_mutable_members(method) ? end(use_kind::nonconst_call, call, method)
                                           : end(use_kind::reference, call);
  }
  result_.owner = object;
  if (method->getParent()->isLambda()) {
    return callees_.changes_own_copies(method) ? end(use_kind::nonconst_call, call, method)
                                               : end(use_kind::reference, call);
  }
  if (storage == element_storage::shared && is_element_access(method)) {
    return end(use_kind::reference, call);
  }
  if (storage == element_storage::elsewhere && is_element_access(method)) {
    return end(use_kind::reference, call);
  }
  if (is_stateless_distribution(object)) {
    return end(use_kind::reference, call);
  }
  if (!in_library(method) && callee_effects::visible_definition(method) != nullptr) {
    return step_visible_object(call, method);
  }
  if (has_const_overload(method)) {
    result_.in_container = result_.in_container || storage == element_storage::owned;
    result_.subscripted = true;
    result_.part = true;
    return continue_with_result(call, method);
  }
  const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(call);
  if (operation != nullptr && operation->isAssignmentOp()) {
    return written(call);
  }
  return end(use_kind::nonconst_call, call, method);
}

bool use_walker::changes_mutable_members(const clang::CXXMethodDecl* method) const {
  if (in_library(method) || !method->getParent()->hasMutableFields()) {
    return false;
  }
  return callee_effects::visible_definition(method) != nullptr && callees_.changes_object(method);
}

bool use_walker::step_visible_object(const clang::CallExpr* call,
                                     const clang::CXXMethodDecl* method) {
  if (callees_.changes_object(method)) {
    const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(call);
    const bool assigns = operation != nullptr && operation->isAssignmentOp();
    return assigns ? written(call) : end(use_kind::nonconst_call, call, method);
  }
  const element_storage handed_out = callees_.storage_of_result(method);
  if (handed_out == element_storage::shared || handed_out == element_storage::elsewhere) {
    return end(use_kind::reference, call);
  }
  result_.in_container = result_.in_container || handed_out == element_storage::owned;
  result_.subscripted = true;
  result_.part = true;
  return continue_with_result(call, method);
}

bool use_walker::step_handle_object(const clang::CallExpr* call,
                                    const clang::CXXMethodDecl* method) {
  if (method->getReturnType()->isVoidType()) {
    return end(use_kind::reference, call);
  }
  const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(call);
  if (operation != nullptr && operation->isAssignmentOp() && is_proxy(method->getParent())) {
    return end(use_kind::write_part, call);
  }
  result_.part = true;
  result_.subscripted = true;
  return continue_with_result(call, method);
}

bool use_walker::is_proxy(const clang::CXXRecordDecl* record) {
  auto& names = record->getASTContext().DeclarationNames;
  return record->lookup(names.getCXXOperatorName(clang::OO_Star)).empty() &&
         record->lookup(names.getCXXOperatorName(clang::OO_Subscript)).empty();
}

bool use_walker::continue_with_result(const clang::CallExpr* call,
                                      const clang::FunctionDecl* callee) {
  const QualType result = callee->getReturnType();
  if (result->isReferenceType()) {
    if (is_const_reference(result)) {
      return end(use_kind::reference, call);
    }
    return go_on(call, class_of(result) != nullptr && storage_is_handle(result) ? hold::handle
                                                                                : hold::place);
  }
  if (result->isPointerType()) {
    return result->getPointeeType().isConstQualified() ? end(use_kind::reference, call)
                                                       : go_on(call, hold::address);
  }
  if (class_of(result) != nullptr) {
    return go_on(call, hold::handle);
  }
  return end(use_kind::reference, call);
}

bool use_walker::storage_is_handle(QualType type) const {
  return held_ == hold::handle && storage_of(type) == element_storage::elsewhere;
}

bool use_walker::step_argument(const Expr* call, const clang::FunctionDecl* callee,
                               unsigned index) {
  if (callee == nullptr) {
    return step_unknown_argument(call, index);
  }
  const library_role role = role_of(callee);
  if (role == library_role::reads) {
    return end(use_kind::reference, call);
  }
  if (role == library_role::hands_on) {
    return index == 0 ? continue_with_result(cast<clang::CallExpr>(call), callee)
                      : end(use_kind::reference, call);
  }
  if (index >= callee->getNumParams()) {
    const bool filled_in = held_ == hold::address && writes_through_ellipsis(callee);
    return filled_in ? end(use_kind::passed, call, callee) : end(use_kind::reference, call);
  }
  const QualType parameter = callee->getParamDecl(index)->getType();
  if (!may_change_through(parameter)) {
    return end(use_kind::reference, call);
  }
  if (in_library(callee)) {
    if (isa<clang::CXXMethodDecl>(callee) && !algorithm_name(callee).empty() &&
        storage_of(parameter.getNonReferenceType()) != element_storage::owned) {
      return end(use_kind::reference, call); // std::ranges::fill writes elements, and no more
    }
    if (library_call_writes(callee, index) || gives_to_changing_function(call)) {
      return end(use_kind::passed, call, callee);
    }
    return end(use_kind::reference, call);
  }
  if (callees_.changes_argument(callee, index)) {
    return end(use_kind::passed, call, callee);
  }
  const auto* made_by_call = dyn_cast<clang::CallExpr>(call);
  if (made_by_call != nullptr && callees_.hands_out_argument(callee, index)) {
    const element_storage storage = storage_of(parameter);
    result_.in_container = result_.in_container || storage == element_storage::owned;
    result_.subscripted = true;
    result_.part = true;
    return continue_with_result(made_by_call, callee);
  }
  return end(use_kind::reference, call);
}

bool use_walker::gives_to_changing_function(const Expr* call) const {
  const auto* expression = dyn_cast<clang::CallExpr>(call);
  return expression != nullptr &&
         std::any_of(expression->arg_begin(), expression->arg_end(),
                     [&](const Expr* argument) { return callees_.changes_what_it_gets(argument); });
}

bool use_walker::step_unknown_argument(const Expr* call, unsigned index) {
  const auto* expression = dyn_cast<clang::CallExpr>(call);
  if (expression == nullptr) {
    return end(use_kind::reference, call);
  }
  QualType type = expression->getCallee()->getType();
  if (type->isPointerType()) {
    type = type->getPointeeType();
  }
  const auto* prototype = type->getAs<clang::FunctionProtoType>();
  if (prototype != nullptr && index < prototype->getNumParams() && held_ == hold::place &&
      is_mutable_reference(prototype->getParamType(index))) {
    return end(use_kind::passed, call);
  }
  return end(use_kind::reference, call);
}

bool use_walker::may_change_through(QualType parameter) const {
  switch (held_) {
  case hold::place:
    return is_mutable_reference(parameter);
  case hold::address:
    return (parameter->isPointerType() && !parameter->getPointeeType().isConstQualified()) ||
           is_mutable_reference(parameter);
  case hold::address_variable:
    return is_mutable_reference(parameter);
  case hold::handle:
    return !is_const_reference(parameter);
  }
  return true;
}

} // namespace ptools::tool
