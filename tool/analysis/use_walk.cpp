#include "use_walker.hpp"

#include "callee_effects.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;
using clang::isa;
using clang::QualType;

bool use_walker::step() {
  if (const clang::VarDecl* variable = code_.initialised_by(current_)) {
    return bound_to(variable);
  }
  const clang::Stmt* up = code_.parent(current_);
  if (const auto* result = clang::dyn_cast_or_null<clang::ReturnStmt>(up)) {
    return step_return(result);
  }
  const auto* expression = dyn_cast_or_null<Expr>(up);
  if (expression == nullptr) {
    return end(use_kind::reference);
  }
  if (const auto* cast = dyn_cast<clang::CastExpr>(expression)) {
    return step_cast(cast);
  }
  if (isa<clang::ParenExpr, clang::FullExpr, clang::MaterializeTemporaryExpr,
          clang::CXXBindTemporaryExpr, clang::SubstNonTypeTemplateParmExpr>(expression)) {
    return go_on(expression);
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(expression)) {
    return step_unary(unary);
  }
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(expression)) {
    return step_binary(binary);
  }
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(expression)) {
    return step_subscript(subscript);
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(expression)) {
    return step_member(member);
  }
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(expression)) {
    return choice->getCond() == current_ ? end(use_kind::read) : go_on(choice);
  }
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expression)) {
    return step_construct(construct);
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(expression)) {
    return step_call(call);
  }
  return end(use_kind::reference);
}

bool use_walker::step_return(const clang::ReturnStmt* result) {
  const clang::Stmt* up = result;
  while (up != nullptr && !isa<clang::LambdaExpr>(up)) {
    up = code_.parent(up);
  }
  const auto* lambda = clang::dyn_cast_or_null<clang::LambdaExpr>(up);
  if (lambda == nullptr) {
    return end(use_kind::reference);
  }
  const clang::CXXMethodDecl* method = lambda->getCallOperator();
  const QualType type = method->getReturnType();
  const bool place = is_mutable_reference(type) && held_ == hold::place;
  const bool address = type->isPointerType() && !type->getPointeeType().isConstQualified() &&
                       (held_ == hold::address || held_ == hold::address_variable);
  if (!place && !address) {
    return end(use_kind::reference);
  }
  for (const clang::Stmt* statement : code_.statements()) {
    const auto* call = dyn_cast<clang::CallExpr>(statement);
    if (call == nullptr || call->getDirectCallee() != method) {
      continue;
    }
    const walk_start start{place ? hold::place : hold::address, result_.in_container,
                           result_.subscripted, true};
    use further = use_walker(code_, callees_, call, start).run();
    if (changes(further) || further.alias != nullptr) {
      further.owner = result_.owner;
      result_ = further;
      return false;
    }
  }
  return end(use_kind::reference);
}

bool use_walker::step_cast(const clang::CastExpr* cast) {
  switch (cast->getCastKind()) {
  case clang::CK_LValueToRValue:
    if (held_ == hold::address_variable) {
      return go_on(cast, hold::address);
    }
    return end(result_.part ? use_kind::reference : use_kind::read, cast);
  case clang::CK_ArrayToPointerDecay:
    return go_on(cast, held_ == hold::place ? hold::address : held_);
  case clang::CK_ToVoid:
  case clang::CK_PointerToBoolean:
  case clang::CK_PointerToIntegral:
    return end(use_kind::reference, cast);
  default:
    break;
  }
  // A class may change behind const; there the call decides.
  const bool of_class = cast->getType()->isRecordType();
  const bool turned_const =
      (held_ == hold::place && !of_class && cast->getType().isConstQualified()) ||
      (held_ == hold::address && cast->getType()->isPointerType() &&
       cast->getType()->getPointeeType().isConstQualified());
  const bool explicit_const_cast = isa<clang::CXXConstCastExpr>(cast);
  if (turned_const && !explicit_const_cast) {
    return end(use_kind::reference, cast);
  }
  return go_on(cast);
}

bool use_walker::step_unary(const clang::UnaryOperator* unary) {
  if (unary->isIncrementDecrementOp()) {
    // `*p++ = x`: the pointer moves, and its value goes on.
    return held_ == hold::address_variable
               ? go_on(unary, unary->isPostfix() ? hold::address : hold::address_variable)
               : written(unary);
  }
  if (unary->getOpcode() == clang::UO_AddrOf && held_ == hold::place) {
    return go_on(unary, hold::address);
  }
  if (unary->getOpcode() == clang::UO_Deref && held_ == hold::address) {
    result_.part = true;
    return go_on(unary, hold::place);
  }
  return end(use_kind::reference, unary);
}

bool use_walker::step_binary(const clang::BinaryOperator* binary) {
  const bool left = binary->getLHS() == current_;
  if (binary->isAssignmentOp()) {
    if (left) {
      return written(binary);
    }
    return assigned_to(binary->getLHS());
  }
  if (binary->getOpcode() == clang::BO_Comma) {
    return left ? end(use_kind::reference) : go_on(binary);
  }
  if (binary->isAdditiveOp() && held_ == hold::address && binary->getType()->isPointerType()) {
    return go_on(binary);
  }
  return end(use_kind::reference, binary);
}

bool use_walker::assigned_to(const Expr* target) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(target->IgnoreParenImpCasts());
  if (held_ == hold::address && reference != nullptr) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable != nullptr && code_.declares(variable)) {
      return alias(variable, hold::address_variable);
    }
  }
  return end(use_kind::reference);
}

bool use_walker::alias(const clang::VarDecl* variable, hold held) {
  result_.alias = variable;
  result_.alias_hold = held;
  return end(use_kind::reference);
}

bool use_walker::bound_to(const clang::VarDecl* variable) {
  const QualType type = variable->getType();
  if (type->isReferenceType()) {
    if (is_const_reference(type)) {
      return end(use_kind::reference);
    }
    return alias(variable, held_);
  }
  if (held_ == hold::address && type->isPointerType()) {
    return type->getPointeeType().isConstQualified() ? end(use_kind::reference)
                                                     : alias(variable, hold::address_variable);
  }
  if (held_ == hold::handle) {
    return alias(variable, hold::handle);
  }
  return end(use_kind::reference);
}

bool use_walker::step_subscript(const clang::ArraySubscriptExpr* subscript) {
  if (subscript->getBase() != current_ || held_ != hold::address) {
    return end(use_kind::reference, subscript);
  }
  result_.part = true;
  result_.subscripted = true;
  return go_on(subscript, hold::place);
}

bool use_walker::step_member(const clang::MemberExpr* member) {
  if (isa<clang::CXXMethodDecl>(member->getMemberDecl())) {
    return go_on(member); // the call above decides
  }
  const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  if (field == nullptr || field->getType()->isReferenceType() || held_ == hold::handle) {
    return end(use_kind::reference, member);
  }
  result_.part = true;
  result_.owner = field->getType();
  result_.place = member;
  return go_on(member, hold::place);
}

bool use_walker::step_construct(const clang::CXXConstructExpr* construct) {
  const clang::CXXConstructorDecl* constructor = construct->getConstructor();
  for (unsigned i = 0; i < construct->getNumArgs(); ++i) {
    if (construct->getArg(i) != current_) {
      continue;
    }
    if (constructor->isCopyOrMoveConstructor()) {
      return held_ == hold::handle ? go_on(construct) : end_of_copy(constructor, construct);
    }
    if (storage_of(construct->getType()) == element_storage::elsewhere) {
      // What is written through a view of shared elements is written where all see it.
      const bool harmless =
          held_ == hold::place && (is_const_view(construct->getType()) ||
                                   storage_of(current_->getType()) == element_storage::shared);
      return harmless ? end(use_kind::reference, construct) : go_on(construct, hold::handle);
    }
    return step_argument(construct, constructor, i);
  }
  return end(use_kind::reference, construct);
}

bool use_walker::end_of_copy(const clang::CXXConstructorDecl* constructor, const Expr* at) {
  if (constructor->isMoveConstructor() && current_->isXValue() && held_ == hold::place &&
      !current_->getType().isTrivialType(callees_.context())) {
    return end(use_kind::passed, at, constructor);
  }
  return end(use_kind::reference, at);
}

bool use_walker::is_const_view(QualType type) {
  const auto* record = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(class_of(type));
  if (record == nullptr) {
    return false;
  }
  if (record->getName() == "basic_string_view" || record->getName() == "initializer_list") {
    return true;
  }
  const auto& arguments = record->getTemplateArgs();
  return arguments.size() != 0 && arguments[0].getKind() == clang::TemplateArgument::Type &&
         arguments[0].getAsType().isConstQualified();
}

use walk_use(const body_map& code, callee_effects& callees, const Expr* mention, walk_start start) {
  return use_walker(code, callees, mention, start).run();
}

} // namespace ptools::tool
