#include "use_walk.hpp"

#include "../frontend/llvm_compat.h"
#include "callee_effects.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;
using clang::isa;
using clang::QualType;

namespace {

bool is_const_reference(QualType type) {
  return type->isReferenceType() && type.getNonReferenceType().isConstQualified();
}
bool is_mutable_reference(QualType type) {
  return type->isReferenceType() && !type.getNonReferenceType().isConstQualified();
}

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

/// The walk itself; `step` moves one parent up and says whether the walk goes on.
class walker {
public:
  walker(const body_map& code, callee_effects& callees, const Expr* mention, walk_start start)
      : code_(code), callees_(callees), current_(mention), held_(start.held) {
    result_.in_container = start.in_container;
    result_.subscripted = start.subscripted;
    result_.part = start.part;
    result_.at = mention;
    result_.place = mention;
    result_.owner = mention->getType();
  }

  use run() {
    while (step()) {
    }
    return result_;
  }

private:
  bool end(use_kind kind, const Expr* at = nullptr, const clang::FunctionDecl* callee = nullptr) {
    result_.kind = kind;
    result_.at = at != nullptr ? at : current_;
    result_.callee = callee;
    return false;
  }
  bool go_on(const Expr* to) {
    current_ = to;
    return true;
  }
  bool go_on(const Expr* to, hold held) {
    held_ = held;
    return go_on(to);
  }
  bool written(const Expr* at) {
    if (held_ == hold::address_variable || held_ == hold::handle) {
      return end(use_kind::reference); // only the local name moves
    }
    return end(result_.part ? use_kind::write_part : use_kind::write, at);
  }

  bool step() {
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

  /// A lambda of this code hands the storage out: what becomes of it is seen where it is called.
  bool step_return(const clang::ReturnStmt* result) {
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
      use further = walker(code_, callees_, call, start).run();
      if (changes(further) || further.alias != nullptr) {
        further.owner = result_.owner;
        result_ = further;
        return false;
      }
    }
    return end(use_kind::reference);
  }

  bool step_cast(const clang::CastExpr* cast) {
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

  bool step_unary(const clang::UnaryOperator* unary) {
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

  bool step_binary(const clang::BinaryOperator* binary) {
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

  /// `p = &variable`: from here on p is another name for it.
  bool assigned_to(const Expr* target) {
    const auto* reference = dyn_cast<clang::DeclRefExpr>(target->IgnoreParenImpCasts());
    if (held_ == hold::address && reference != nullptr) {
      const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
      if (variable != nullptr && code_.declares(variable)) {
        return alias(variable, hold::address_variable);
      }
    }
    return end(use_kind::reference);
  }

  bool alias(const clang::VarDecl* variable, hold held) {
    result_.alias = variable;
    result_.alias_hold = held;
    return end(use_kind::reference);
  }

  bool bound_to(const clang::VarDecl* variable) {
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

  bool step_subscript(const clang::ArraySubscriptExpr* subscript) {
    if (subscript->getBase() != current_ || held_ != hold::address) {
      return end(use_kind::reference, subscript);
    }
    result_.part = true;
    result_.subscripted = true;
    return go_on(subscript, hold::place);
  }

  bool step_member(const clang::MemberExpr* member) {
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

  bool step_construct(const clang::CXXConstructExpr* construct) {
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

  bool end_of_copy(const clang::CXXConstructorDecl* constructor, const Expr* at) {
    if (constructor->isMoveConstructor() && current_->isXValue() && held_ == hold::place &&
        !current_->getType().isTrivialType(callees_.context())) {
      return end(use_kind::passed, at, constructor);
    }
    return end(use_kind::reference, at);
  }

  /// span<const T>, string_view: no write goes through it.
  static bool is_const_view(QualType type) {
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

  bool step_call(const clang::CallExpr* call) {
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

  /// A member function called on what is held.
  bool step_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method) {
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

  bool changes_mutable_members(const clang::CXXMethodDecl* method) const {
    if (in_library(method) || !method->getParent()->hasMutableFields()) {
      return false;
    }
    return callee_effects::visible_definition(method) != nullptr && callees_.changes_object(method);
  }

  /// A member function of the user whose body can be read: what it changes, and what it hands out.
  bool step_visible_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method) {
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

  /// `*it`, `it[n]`, `it->`, `it + n`: back to a place, or another handle.
  bool step_handle_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method) {
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

  /// An object that stands for one element, such as std::vector<bool> gives.
  static bool is_proxy(const clang::CXXRecordDecl* record) {
    auto& names = record->getASTContext().DeclarationNames;
    return record->lookup(names.getCXXOperatorName(clang::OO_Star)).empty() &&
           record->lookup(names.getCXXOperatorName(clang::OO_Subscript)).empty();
  }

  bool continue_with_result(const clang::CallExpr* call, const clang::FunctionDecl* callee) {
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

  bool storage_is_handle(QualType type) const {
    return held_ == hold::handle && storage_of(type) == element_storage::elsewhere;
  }

  bool step_argument(const Expr* call, const clang::FunctionDecl* callee, unsigned index) {
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

  /// An algorithm that is given a function which writes the elements it is called with.
  bool gives_to_changing_function(const Expr* call) const {
    const auto* expression = dyn_cast<clang::CallExpr>(call);
    if (expression == nullptr) {
      return false;
    }
    for (const Expr* argument : expression->arguments()) {
      const clang::CXXRecordDecl* record = class_of(argument->getType());
      if (record == nullptr || !record->hasDefinition() || in_library(record)) {
        continue;
      }
      const clang::DeclarationName name =
          record->getASTContext().DeclarationNames.getCXXOperatorName(clang::OO_Call);
      for (const clang::NamedDecl* found : record->lookup(name)) {
        if (changes_what_it_gets(found)) {
          return true;
        }
      }
    }
    return false;
  }

  bool changes_what_it_gets(const clang::NamedDecl* operation) const {
    if (const auto* pattern = dyn_cast<clang::FunctionTemplateDecl>(operation)) {
      for (const clang::FunctionDecl* instance : pattern->specializations()) {
        if (changes_what_it_gets(instance)) {
          return true;
        }
      }
      return false;
    }
    const auto* function = dyn_cast<clang::FunctionDecl>(operation);
    for (unsigned i = 0; function != nullptr && i < function->getNumParams(); ++i) {
      if (is_mutable_reference(function->getParamDecl(i)->getType()) &&
          callees_.changes_argument(function, i)) {
        return true;
      }
    }
    return false;
  }

  bool step_unknown_argument(const Expr* call, unsigned index) {
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

  bool may_change_through(QualType parameter) const {
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

  const body_map& code_;
  callee_effects& callees_;
  const Expr* current_;
  hold held_;
  use result_;
};

} // namespace

use walk_use(const body_map& code, callee_effects& callees, const Expr* mention, walk_start start) {
  return walker(code, callees, mention, start).run();
}

} // namespace ptools::tool
