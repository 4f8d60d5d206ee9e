#include "wandering.hpp"

#include <algorithm>
#include <cstdlib>

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

/// `i`, of a loop inside that goes over a block of the iteration's own.
static bool begins_with_an_own_block(const polynomial& start, const loop_values& values) {
  return std::any_of(
      values.counters().begin(), values.counters().end(), [&](const std::string& name) {
        if (name == values.index() || !start.mentions(name)) {
          return false;
        }
        const counted_loop& inner = *values.loop_counting(name);
        const auto first = values.first_of(inner);
        const auto growth =
            first ? first->factor_of(values.index(), values.counters()) : std::nullopt;
        const auto number = growth ? growth->constant() : std::nullopt;
        return values.runs_over_its_own(inner) ||
               (growth && !growth->is_zero() && (!number || std::abs(*number) > 1));
      });
}

bool counts_from_its_own(const clang::ValueDecl* variable, const loop_values& values) {
  std::vector<const Expr*> starts;
  const auto* local = dyn_cast<clang::VarDecl>(variable);
  if (local != nullptr && local->getInit() != nullptr) {
    starts.push_back(local->getInit());
  }
  for (const clang::Stmt* statement : values.map().statements()) {
    const auto* binary = dyn_cast<clang::BinaryOperator>(statement);
    const auto* reference =
        binary == nullptr || !binary->isAssignmentOp()
            ? nullptr
            : dyn_cast<clang::DeclRefExpr>(binary->getLHS()->IgnoreParenImpCasts());
    if (reference == nullptr || reference->getDecl() != variable) {
      continue;
    }
    if (binary->getOpcode() == clang::BO_Assign) {
      starts.push_back(binary->getRHS());
    } else if (binary->getOpcode() != clang::BO_AddAssign &&
               binary->getOpcode() != clang::BO_SubAssign) {
      return false;
    }
  }
  return std::all_of(starts.begin(), starts.end(), [&](const Expr* start) {
    const auto value = values.value_of(start);
    if (!value) {
      return values.varies(start);
    }
    if (begins_with_an_own_block(*value, values)) {
      return true;
    }
    const auto growth = value->factor_of(values.index(), values.counters());
    const auto number = growth ? growth->constant() : std::nullopt;
    return !growth || (!growth->is_zero() && (!number || std::abs(*number) > 1));
  });
}

bool changes_in_a_loop(const Expr* e, const loop_values& values) {
  const auto* variable = dyn_cast<clang::DeclRefExpr>(e->IgnoreParenImpCasts());
  if (variable == nullptr) {
    return false;
  }
  const auto in_a_loop = [&](const clang::Stmt* at) {
    for (const clang::Stmt* up = at; up != nullptr; up = values.map().parent(up)) {
      if (clang::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(up)) {
        return true;
      }
    }
    return false;
  };
  const auto& mentions = values.changes().of(variable->getDecl());
  return std::any_of(mentions.begin(), mentions.end(), in_a_loop);
}

bool wanders(const Expr* e, const loop_values& values) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(e->IgnoreParenImpCasts());
  const auto* local =
      reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
  return local != nullptr && values.map().declares(local) && values.kept_value(local) == nullptr &&
         values.loop_counting(loop_values::name_of(local)) == nullptr &&
         !counts_from_its_own(local, values);
}

} // namespace ptools::tool
