#include "callee_guards.hpp"

#include <algorithm>

#include "expression.hpp"
#include "guards.hpp"
#include "subscript_origin.hpp"
#include "clang/AST/StmtCXX.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class callee_conditions {
public:
  callee_conditions(const body_map& code, const loop_values& values)
      : code_(code), changes_(code), values_(values) {}

  /// Whether several iterations may have it so.
  bool lets_several(const Expr* condition, bool holds, int depth = 0) const {
    condition = condition->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(condition)) {
      if (unary->getOpcode() == clang::UO_LNot) {
        return lets_several(unary->getSubExpr(), !holds, depth);
      }
    }
    if (const auto* both = dyn_cast<clang::BinaryOperator>(condition)) {
      if (both->isLogicalOp()) {
        return lets_several(both->getLHS(), holds, depth) &&
               lets_several(both->getRHS(), holds, depth);
      }
      if (both->isComparisonOp()) {
        const auto op = holds ? both->getOpcode()
                              : clang::BinaryOperator::negateComparisonOp(both->getOpcode());
        return compares_for_several(both->getLHS(), both->getRHS(), op);
      }
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(condition)) {
      const auto* local = dyn_cast<clang::VarDecl>(reference->getDecl());
      if (local != nullptr && code_.declares(local)) {
        return local->getInit() != nullptr && !changes_.change(local) && depth < deepest_place &&
               lets_several(local->getInit(), holds, depth + 1);
      }
    }
    return has_load(condition) || is_of_no_iteration(condition);
  }

private:
  bool compares_for_several(const Expr* left, const Expr* right,
                            clang::BinaryOperatorKind op) const {
    auto difference = values_.value_of(left);
    const auto other = values_.value_of(right);
    if (!difference || !other) {
      return clang::BinaryOperator::isRelationalOp(op) &&
             (left->getType()->isFloatingType() || has_load(left) || has_load(right));
    }
    difference->add(*other, -1);
    if (op == clang::BO_EQ) {
      return !difference->mentions_any(values_.counters());
    }
    // `j >= i`: a block of the iteration's own.
    auto inner = values_.counters();
    inner.erase(values_.index());
    return op == clang::BO_NE || !difference->mentions(values_.index()) ||
           !difference->mentions_any(inner);
  }

  /// What the function is not given by its caller, and does not find out.
  bool is_of_no_iteration(const clang::Stmt* part) const {
    if (clang::isa<clang::CallExpr, clang::CXXThisExpr, clang::LambdaExpr>(part)) {
      return false;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(part)) {
      return clang::isa<clang::EnumConstantDecl>(reference->getDecl()) ||
             (clang::isa<clang::VarDecl>(reference->getDecl()) &&
              clang::cast<clang::VarDecl>(reference->getDecl())->hasGlobalStorage());
    }
    return std::all_of(part->child_begin(), part->child_end(), [&](const clang::Stmt* child) {
      return child == nullptr || is_of_no_iteration(child);
    });
  }

  const body_map& code_;
  const reassignments changes_;
  const loop_values& values_;
};

} // namespace

bool may_keep_callers_apart(const clang::Stmt* at, const body_map& code,
                            const loop_values& values) {
  for (const clang::Stmt* up = code.parent(at); up != nullptr; up = code.parent(up)) {
    if (clang::isa<clang::LambdaExpr, clang::CXXCatchStmt>(up)) {
      return true;
    }
  }
  const std::vector<guard> guards = guards_of(at, code);
  const callee_conditions conditions(code, values);
  return !std::all_of(guards.begin(), guards.end(), [&](const guard& g) {
    return g.holds && conditions.lets_several(g.condition, *g.holds);
  });
}

} // namespace ptools::tool
