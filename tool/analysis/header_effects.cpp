#include "header_effects.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "type_kinds.hpp"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;
using clang::isa;

namespace {

bool mentions(const clang::Stmt* in, const clang::Decl* one) {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
    return reference->getDecl() == one;
  }
  const auto* member = dyn_cast<clang::MemberExpr>(in);
  return (member != nullptr && member->getMemberDecl() == one) ||
         std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* child) {
           return child != nullptr && mentions(child, one);
         });
}

/// Where a change stands.
enum class depth {
  header,
  called, ///< in a function that the header calls
  deeper  ///< what such a function hands on may be its own
};

bool is_given(const Expr* pointer, depth at) {
  const auto* target = dyn_cast<clang::DeclRefExpr>(pointer->IgnoreParenImpCasts());
  return at == depth::called && target != nullptr && isa<clang::ParmVarDecl>(target->getDecl());
}

/// Whether a change is seen by others than the function that makes it.
bool outlives_call(const Expr* changed, depth at) {
  changed = changed->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(changed)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    return variable != nullptr &&
           (variable->hasGlobalStorage() ||
            (variable->getType()->isLValueReferenceType() && is_given(reference, at)));
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(changed)) {
    const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    if (field != nullptr && field->isMutable()) {
      return false;
    }
    return isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())
               ? at == depth::called
               : (member->isArrow() ? is_given(member->getBase(), at)
                                    : outlives_call(member->getBase(), at));
  }
  if (const auto* element = dyn_cast<clang::ArraySubscriptExpr>(changed)) {
    return is_given(element->getBase(), at) || outlives_call(element->getBase(), at);
  }
  const auto* unary = dyn_cast<clang::UnaryOperator>(changed);
  return unary != nullptr && unary->getOpcode() == clang::UO_Deref &&
         is_given(unary->getSubExpr(), at);
}

const clang::Decl* what_is(const Expr* changed) {
  changed = changed->IgnoreParenImpCasts();
  const auto* member = dyn_cast<clang::MemberExpr>(changed);
  const auto* reference = dyn_cast<clang::DeclRefExpr>(changed);
  return member != nullptr      ? static_cast<const clang::Decl*>(member->getMemberDecl())
         : reference != nullptr ? reference->getDecl()
                                : nullptr;
}

/// In functions only what is always done counts, and only where the next call goes on from there:
/// what is remembered, or counted anew, is the same the next time.
class effects_finder {
public:
  bool see(const clang::Stmt* in, depth at) {
    if (isa<clang::LambdaExpr, clang::StmtExpr, clang::UnaryExprOrTypeTraitExpr>(in) ||
        (at != depth::header && may_be_passed_over(in))) {
      return false;
    }
    const Expr* changed = changed_by(in, at);
    if (changed != nullptr && (at == depth::header || outlives_call(changed, at))) {
      return true;
    }
    const auto* call = dyn_cast<clang::CallExpr>(in);
    return (call != nullptr && see_call(*call, at)) ||
           std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* child) {
             return child != nullptr && see(child, at);
           });
  }

private:
  static bool may_be_passed_over(const clang::Stmt* in) {
    const auto* pair = dyn_cast<clang::BinaryOperator>(in);
    return isa<clang::IfStmt, clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::SwitchStmt,
               clang::CXXForRangeStmt, clang::CXXTryStmt, clang::AbstractConditionalOperator>(in) ||
           (pair != nullptr && pair->isLogicalOp());
  }

  const Expr* changed_by(const clang::Stmt* in, depth at) {
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(in)) {
      const bool counts = unary->isIncrementDecrementOp();
      return counts && !is_set(unary->getSubExpr()) ? unary->getSubExpr() : nullptr;
    }
    const auto* pair = dyn_cast<clang::BinaryOperator>(in);
    if (pair == nullptr || !pair->isAssignmentOp()) {
      return nullptr;
    }
    const Expr* changed = pair->getLHS();
    if (at == depth::header) {
      return changed;
    }
    if (is_set(changed)) {
      return nullptr;
    }
    const clang::Decl* what = what_is(changed);
    const bool computed = isa<clang::BinaryOperator>(pair->getRHS()->IgnoreParenImpCasts());
    if (pair->isCompoundAssignmentOp() ||
        (computed && what != nullptr && mentions(pair->getRHS(), what))) {
      return changed;
    }
    set_.insert(what);
    return nullptr;
  }

  bool is_set(const Expr* changed) const {
    const clang::Decl* what = what_is(changed);
    return what != nullptr && set_.count(what) != 0;
  }

  bool see_call(const clang::CallExpr& call, depth at) {
    const clang::FunctionDecl* callee = call.getDirectCallee();
    const clang::FunctionDecl* definition = callee == nullptr || in_library(callee)
                                                ? nullptr
                                                : callee_effects::visible_definition(callee);
    // A temporary object is gone with what is changed in it.
    const auto* member = dyn_cast<clang::CXXMemberCallExpr>(&call);
    const Expr* object =
        member == nullptr ? nullptr : member->getImplicitObjectArgument()->IgnoreParenImpCasts();
    const bool lasting =
        object == nullptr || object->getType()->isPointerType() || !object->isPRValue();
    const depth inside = at == depth::header && lasting ? depth::called : depth::deeper;
    return definition != nullptr && seen_.insert(definition).second &&
           see(definition->getBody(), inside);
  }

  llvm::DenseSet<const clang::FunctionDecl*> seen_;
  llvm::DenseSet<const clang::Decl*> set_; ///< before that, in the function
};

} // namespace

bool changes_when_computed(const Expr* e) {
  return effects_finder().see(e, depth::header);
}

} // namespace ptools::tool
