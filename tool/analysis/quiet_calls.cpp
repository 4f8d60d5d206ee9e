#include "quiet_calls.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

bool promises_to_change_nothing(const clang::FunctionDecl* callee) {
  const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
  if (method != nullptr && method->isInstance() && !method->isConst()) {
    return is_element_access(method) && method->getOverloadedOperator() != clang::OO_Call;
  }
  const bool may_write = std::any_of(
      callee->param_begin(), callee->param_end(), [](const clang::ParmVarDecl* parameter) {
        const clang::QualType type = parameter->getType();
        return type->isLValueReferenceType() && !type.getNonReferenceType().isConstQualified();
      });
  if (may_write) {
    return false;
  }
  if (callee->isConstexpr() || callee->hasAttr<clang::PureAttr>() ||
      callee->hasAttr<clang::ConstAttr>() || (method != nullptr && method->isInstance())) {
    return true;
  }
  return in_std(callee) && nature_of_library_call(callee) == call_nature::pure;
}

/// A variable of the function itself, or a part of it: gone when it returns.
bool is_its_own(const clang::Expr* changed) {
  changed = changed->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(changed)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    return variable != nullptr && variable->hasLocalStorage() &&
           !variable->getType()->isReferenceType();
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(changed)) {
    return !member->isArrow() && is_its_own(member->getBase());
  }
  const auto* element = dyn_cast<clang::ArraySubscriptExpr>(changed);
  return element != nullptr &&
         element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType() &&
         is_its_own(element->getBase());
}

class change_finder {
public:
  bool see(const clang::Stmt* in, bool in_function) {
    if (const auto* call = dyn_cast<clang::CallExpr>(in)) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      if (callee == nullptr || !(promises_to_change_nothing(callee) || is_quiet(callee))) {
        return true;
      }
    }
    return changes(in, in_function) ||
           std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
             return part != nullptr && see(part, in_function);
           });
  }

private:
  static bool changes(const clang::Stmt* in, bool in_function) {
    const auto* unary = dyn_cast<clang::UnaryOperator>(in);
    const auto* binary = dyn_cast<clang::BinaryOperator>(in);
    const clang::Expr* changed = unary != nullptr && unary->isIncrementDecrementOp()
                                     ? unary->getSubExpr()
                                 : binary != nullptr && binary->isAssignmentOp() ? binary->getLHS()
                                                                                 : nullptr;
    if (changed != nullptr) {
      return !in_function || !is_its_own(changed);
    }
    if (const auto* declared = dyn_cast<clang::DeclStmt>(in)) {
      return std::any_of(declared->decl_begin(), declared->decl_end(), [](const clang::Decl* one) {
        const auto* variable = dyn_cast<clang::VarDecl>(one);
        return variable != nullptr && variable->isStaticLocal() &&
               !variable->getType().isConstQualified();
      });
    }
    return clang::isa<clang::CXXNewExpr, clang::CXXDeleteExpr, clang::CXXThrowExpr,
                      clang::LambdaExpr, clang::StmtExpr, clang::CoroutineSuspendExpr,
                      clang::AsmStmt>(in);
  }

  /// By its body.
  bool is_quiet(const clang::FunctionDecl* callee) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    const bool unknown = in_library(callee) || (method != nullptr && method->isVirtual());
    const clang::FunctionDecl* definition =
        unknown ? nullptr : callee_effects::visible_definition(callee);
    if (definition == nullptr || !open_.insert(definition).second) {
      return false;
    }
    const bool quiet = !see(definition->getBody(), true);
    open_.erase(definition);
    return quiet;
  }

  llvm::DenseSet<const clang::FunctionDecl*> open_; ///< that are being looked into
};

} // namespace

bool changes_nothing(const clang::Expr* e) {
  return !change_finder().see(e, false);
}

} // namespace ptools::tool
