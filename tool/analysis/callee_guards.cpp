#include "callee_guards.hpp"

#include <algorithm>

#include "condition_parts.hpp"
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
    if (const auto value = values_.value_of(condition)) { // `if (k)`
      const auto number = value->constant();
      return number ? (*number != 0) == holds : holds || !value->mentions_any(values_.counters());
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(condition)) {
      const auto* local = dyn_cast<clang::VarDecl>(reference->getDecl());
      if (local != nullptr && code_.declares(local)) {
        return local->getInit() != nullptr && !changes_.change(local) && depth < deepest_place &&
               lets_several(local->getInit(), holds, depth + 1);
      }
    }
    return has_load(condition) || is_of_no_iteration(condition) || all_have(condition, holds);
  }

  /// The same of the labels of a switch.
  bool lets_several(const Expr* chosen, const switch_labels& labels) const {
    if (!labels.known) {
      return false;
    }
    const std::vector<const Expr*>& cases = labels.others ? labels.elsewhere : labels.cases;
    if (const auto value = values_.value_of(chosen)) {
      const auto number = value->constant();
      const auto is_it = [&](const Expr* label) { return values_.constant(label) == number; };
      return number ? std::any_of(cases.begin(), cases.end(), is_it) != labels.others
                    : labels.others || !value->mentions_any(values_.counters());
    }
    return has_load(chosen) || is_of_no_iteration(chosen) || values_.fixed(chosen);
  }

private:
  /// `first`, given by the caller or found in an object that all iterations use: all or none have
  /// it so. None if the caller says so.
  bool all_have(const Expr* condition, bool holds) const {
    const auto value = values_.fixed(condition);
    return value && *value != (holds ? "0" : "1");
  }

  bool compares_for_several(const Expr* left, const Expr* right,
                            clang::BinaryOperatorKind op) const {
    auto difference = values_.value_of(left);
    const auto other = values_.value_of(right);
    const bool with_limit = is_limit(difference) || is_limit(other);
    if (!difference || !other) {
      return clang::BinaryOperator::isRelationalOp(op) &&
             (left->getType()->isFloatingType() || has_load(left) || has_load(right) || with_limit);
    }
    difference->add(*other, -1);
    if (const auto number = difference->constant()) {
      return is_so(*number, op);
    }
    if (op == clang::BO_EQ) {
      return !difference->mentions_any(values_.counters());
    }
    // `j >= i`: a block of the iteration's own.
    auto inner = values_.counters();
    inner.erase(values_.index());
    return op == clang::BO_NE || with_limit || !difference->mentions(values_.index()) ||
           !difference->mentions_any(inner);
  }

  /// The same for all iterations: `k >= 0 && k < n`, whatever `k` is.
  bool is_limit(const std::optional<polynomial>& value) const {
    return value && !value->mentions_any(values_.counters());
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

namespace {

bool compares_counters(const clang::Stmt* condition, const loop_values& values) {
  const auto* operation = dyn_cast<clang::BinaryOperator>(condition);
  if (operation != nullptr && operation->isComparisonOp()) {
    for (const Expr* side : {operation->getLHS(), operation->getRHS()}) {
      const auto value = values.value_of(side);
      auto inside = values.counters();
      inside.erase(values.index());
      if (!value || value->mentions_any(inside)) {
        return true;
      }
    }
    return false;
  }
  return std::any_of(
      condition->child_begin(), condition->child_end(),
      [&](const clang::Stmt* part) { return part != nullptr && compares_counters(part, values); });
}

} // namespace

namespace {

void add_fixed(fixed_conditions& all, const Expr* condition, bool holds,
               const loop_values& values) {
  condition = condition->IgnoreParenImpCasts();
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(condition)) {
    if (unary->getOpcode() == clang::UO_LNot) {
      return add_fixed(all, unary->getSubExpr(), !holds, values);
    }
  }
  if (const auto* both = dyn_cast<clang::BinaryOperator>(condition)) {
    if (both->getOpcode() == (holds ? clang::BO_LAnd : clang::BO_LOr)) {
      add_fixed(all, both->getLHS(), holds, values);
      add_fixed(all, both->getRHS(), holds, values);
      return;
    }
    const auto left = both->isEqualityOp() ? values.fixed(both->getLHS()) : std::nullopt;
    const auto right = left ? values.fixed(both->getRHS()) : std::nullopt;
    if (right) {
      all[*left + " == " + *right] = (both->getOpcode() == clang::BO_EQ) == holds;
    }
    return;
  }
  if (const auto text = values.fixed(condition)) {
    all[*text] = holds;
  }
}

} // namespace

fixed_conditions find_fixed_conditions(const clang::Stmt* at, const body_map& code,
                                       const loop_values& values) {
  fixed_conditions all;
  for (const guard& g : guards_of(at, code)) {
    if (g.holds) {
      add_fixed(all, g.condition, *g.holds, values);
    } else if (g.labels.known && g.labels.cases.size() == 1 && !g.labels.others) {
      const auto chosen = values.fixed(g.condition), label = values.fixed(g.labels.cases[0]);
      if (chosen && label) {
        all[*chosen + " == " + *label] = true;
      }
    }
  }
  return all;
}

bool may_keep_within_rows(const clang::Stmt* at, const body_map& code, const loop_values& values) {
  const std::vector<guard> guards = guards_of(at, code);
  return std::any_of(guards.begin(), guards.end(),
                     [&](const guard& g) { return compares_counters(g.condition, values); });
}

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
    return g.holds ? conditions.lets_several(g.condition, *g.holds)
                   : conditions.lets_several(g.condition, g.labels);
  });
}

} // namespace ptools::tool
