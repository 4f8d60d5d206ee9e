// Variables that still have the value that they were declared with.
#include <algorithm>

#include "expression.hpp"
#include "loop_values.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// Whether an expression has had one value since it was first met, in a function that makes
/// `changes`.
bool keeps(const clang::Stmt* value, const reassignments& changes) {
  if (clang::isa<clang::CXXThisExpr>(value)) {
    return false; // its members are anybody's
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(value)) {
    if (member->isArrow()) {
      return false;
    }
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable == nullptr) {
      return clang::isa<clang::FunctionDecl, clang::EnumConstantDecl>(reference->getDecl());
    }
    const clang::QualType type = variable->getType().getNonReferenceType();
    const bool anybodys = variable->hasGlobalStorage() || variable->getType()->isReferenceType();
    const bool lasting = type.isConstQualified() || type->isArrayType() || is_array_class(type);
    return (!anybodys || lasting) && !changes.change(variable);
  }
  return std::all_of(value->child_begin(), value->child_end(), [&](const clang::Stmt* part) {
    return part == nullptr || keeps(part, changes);
  });
}

} // namespace

const Expr* loop_values::kept_value(const clang::ValueDecl* variable) const {
  const auto* local = dyn_cast<clang::VarDecl>(variable);
  if (local == nullptr || !code_.map.declares(local) || local->isCXXForRangeDecl() ||
      loop_counting(name_of(local)) != nullptr) {
    return nullptr;
  }
  // A reference is bound once; what it is bound to is somebody else's question.
  return local->getType()->isReferenceType() || !changes_.change(local) ? local->getInit()
                                                                        : nullptr;
}

const Expr* loop_values::kept_outside(const clang::ValueDecl* variable) const {
  const auto* local = dyn_cast<clang::VarDecl>(variable);
  if (local == nullptr || clang::isa<clang::ParmVarDecl>(local) || !local->hasLocalStorage() ||
      local->getType()->isReferenceType() || local->getInit() == nullptr ||
      local->getInit()->isValueDependent()) {
    return nullptr;
  }
  const reassignments* changes = changes_around(local);
  return changes != nullptr && !changes->change(local) && keeps(local->getInit(), *changes)
             ? local->getInit()
             : nullptr;
}

const reassignments* loop_values::changes_around(const clang::VarDecl* local) const {
  const auto* function = dyn_cast<clang::FunctionDecl>(local->getDeclContext());
  if (function == nullptr || !local->hasLocalStorage() || !function->hasBody()) {
    return nullptr;
  }
  return &changes_in(function);
}

const reassignments& loop_values::changes_in(const clang::FunctionDecl* function) const {
  auto known = functions_.find(function);
  if (known == functions_.end()) {
    known = functions_.emplace(function, reassignments(body_map(function->getBody()))).first;
  }
  return known->second;
}

} // namespace ptools::tool
