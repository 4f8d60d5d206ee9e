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
using clang::isa_and_nonnull;

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

/// Whether it is seen by others than the function that makes it.
bool outlives_call(const Expr* changed, depth at) {
  changed = changed->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(changed)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool given = at == depth::called && isa_and_nonnull<clang::ParmVarDecl>(variable) &&
                       variable->getType()->isLValueReferenceType();
    return given || (variable != nullptr && variable->hasGlobalStorage());
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(changed)) {
    const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    const bool own = isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts());
    return field == nullptr || (!field->isMutable() &&
                                (own ? at == depth::called : outlives_call(member->getBase(), at)));
  }
  if (const auto* element = dyn_cast<clang::ArraySubscriptExpr>(changed)) {
    return outlives_call(element->getBase(), at);
  }
  const auto* unary = dyn_cast<clang::UnaryOperator>(changed);
  const auto* target =
      unary != nullptr && unary->getOpcode() == clang::UO_Deref
          ? dyn_cast<clang::DeclRefExpr>(unary->getSubExpr()->IgnoreParenImpCasts())
          : nullptr;
  return at == depth::called && target != nullptr && isa<clang::ParmVarDecl>(target->getDecl());
}

class effects_finder {
public:
  bool see(const clang::Stmt* in, depth at) {
    if (isa<clang::LambdaExpr, clang::StmtExpr, clang::UnaryExprOrTypeTraitExpr>(in)) {
      return false;
    }
    const Expr* changed = changed_by(in, at);
    if (changed != nullptr && (at == depth::header || outlives_call(changed, at))) {
      return true;
    }
    const auto* call = dyn_cast<clang::CallExpr>(in);
    return (call != nullptr && see_function(call->getDirectCallee(),
                                            at == depth::header ? depth::called : depth::deeper)) ||
           std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* child) {
             return child != nullptr && see(child, at);
           });
  }

private:
  /// In a function, what it does not only set: that would be the same the next time.
  static const Expr* changed_by(const clang::Stmt* in, depth at) {
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(in)) {
      return unary->isIncrementDecrementOp() ? unary->getSubExpr() : nullptr;
    }
    const auto* pair = dyn_cast<clang::BinaryOperator>(in);
    if (pair == nullptr || !pair->isAssignmentOp()) {
      return nullptr;
    }
    const Expr* changed = pair->getLHS();
    const clang::Decl* what = changed->getReferencedDeclOfCallee();
    if (const auto* member = dyn_cast<clang::MemberExpr>(changed->IgnoreParenImpCasts())) {
      what = member->getMemberDecl();
    }
    const bool goes_on = at == depth::header || pair->isCompoundAssignmentOp() ||
                         (what != nullptr && mentions(pair->getRHS(), what));
    return goes_on ? changed : nullptr;
  }

  bool see_function(const clang::FunctionDecl* callee, depth at) {
    const clang::FunctionDecl* definition = callee == nullptr || in_library(callee)
                                                ? nullptr
                                                : callee_effects::visible_definition(callee);
    return definition != nullptr && seen_.insert(definition).second &&
           see(definition->getBody(), at);
  }

  llvm::DenseSet<const clang::FunctionDecl*> seen_;
};

} // namespace

bool changes_when_computed(const Expr* e) {
  return effects_finder().see(e, depth::header);
}

} // namespace ptools::tool
