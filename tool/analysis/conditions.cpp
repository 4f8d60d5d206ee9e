#include "conditions.hpp"

#include <algorithm>

#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

/// A way out of the iteration, or of the loop around: what follows is reached only without it.
bool leaves(const clang::Stmt* branch) {
  if (const auto* block = dyn_cast_or_null<clang::CompoundStmt>(branch)) {
    return !block->body_empty() && leaves(block->body_back());
  }
  return clang::isa_and_nonnull<clang::ContinueStmt, clang::BreakStmt, clang::ReturnStmt,
                                clang::GotoStmt>(branch);
}

class condition_check {
public:
  condition_check(const loop_values& values, const index_shift* shift)
      : values_(values), shift_(shift) {}

  bool run(const clang::Stmt* at) {
    const clang::Stmt* up = values_.map().parent(at);
    for (; up != nullptr; at = up, up = values_.map().parent(up)) {
      // Who calls a lambda, and when, is not looked at.
      if (clang::isa<clang::LambdaExpr>(up) || around(at, up)) {
        return true;
      }
    }
    return sides_ > 1;
  }

private:
  bool around(const clang::Stmt* at, const clang::Stmt* up) {
    if (const auto* choice = dyn_cast<clang::IfStmt>(up)) {
      return at == choice->getThen()   ? keeps(choice->getCond(), true)
             : at == choice->getElse() ? keeps(choice->getCond(), false)
                                       : false;
    }
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(up)) {
      return at != choice->getCond() && keeps(choice->getCond(), at == choice->getTrueExpr());
    }
    if (const auto* both = dyn_cast<clang::BinaryOperator>(up)) {
      return both->isLogicalOp() && at == both->getRHS() &&
             keeps(both->getLHS(), both->getOpcode() == clang::BO_LAnd);
    }
    if (const auto* choice = dyn_cast<clang::SwitchStmt>(up)) {
      return at == choice->getBody() && selects(choice->getCond(), nullptr);
    }
    if (const auto* block = dyn_cast<clang::CompoundStmt>(up)) {
      for (const clang::Stmt* before : block->body()) {
        if (before == at) {
          break;
        }
        const auto* exit = dyn_cast<clang::IfStmt>(before);
        if (exit != nullptr && ((leaves(exit->getThen()) && keeps(exit->getCond(), false)) ||
                                (leaves(exit->getElse()) && keeps(exit->getCond(), true)))) {
          return true;
        }
      }
    }
    return false;
  }

  bool keeps(const Expr* test, bool holds) {
    test = test->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(test)) {
      if (unary->getOpcode() == clang::UO_LNot) {
        return keeps(unary->getSubExpr(), !holds);
      }
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(test)) {
      const Expr* value = values_.kept_value(reference->getDecl());
      if (value != nullptr && depth_ < deepest_) {
        ++depth_;
        const bool found = keeps(value, holds);
        --depth_;
        return found;
      }
    }
    if (const auto* both = dyn_cast<clang::BinaryOperator>(test)) {
      if (both->isLogicalOp()) {
        const bool left = keeps(both->getLHS(), holds);
        const bool right = keeps(both->getRHS(), holds);
        const bool all = (both->getOpcode() == clang::BO_LAnd) == holds;
        return all ? left || right : left && right;
      }
      if (both->isEqualityOp()) {
        const bool equal = (both->getOpcode() == clang::BO_EQ) == holds;
        return equal ? selects(both->getLHS(), both->getRHS())
                     : excludes(both->getLHS(), both->getRHS());
      }
      if (both->isRelationalOp()) {
        return bounds(both);
      }
    }
    if (clang::isa<clang::CallExpr>(test)) {
      return counts(test);
    }
    return holds ? excludes(test, nullptr) : selects(test, nullptr);
  }

  /// `left == right`, or `left == 0`.
  bool selects(const Expr* left, const Expr* right) {
    auto difference = values_.value_of(left);
    const auto other = right == nullptr ? std::optional(polynomial()) : values_.value_of(right);
    if (difference && other) {
      difference->add(*other, -1);
      if (shift_ == nullptr) {
        return difference->mentions(values_.index()) && !values_.index().empty();
      }
      const auto change = shift_->change_of(*difference, values_);
      return !change || !change->is_zero();
    }
    for (const Expr* side : {left, right}) {
      if (side != nullptr && counts(side) && !same_remainder(side)) {
        return true;
      }
    }
    return false;
  }

  /// `left != right`: keeps two apart only where there are but two possibilities.
  bool excludes(const Expr* left, const Expr* right) {
    for (const Expr* side : {left, right}) {
      if (side == nullptr || values_.value_of(side) || !counts(side) || same_remainder(side)) {
        continue;
      }
      const auto divisor = modulus(side);
      if (!divisor || *divisor == 2) {
        return true;
      }
    }
    return false;
  }

  bool bounds(const clang::BinaryOperator* compared) {
    auto difference = values_.value_of(compared->getLHS());
    const auto other = values_.value_of(compared->getRHS());
    if (difference && other) {
      difference->add(*other, -1);
      auto inner = values_.counters();
      inner.erase(values_.index());
      // From here to there: a block of each iteration's own.
      sides_ += difference->mentions(values_.index()) && difference->mentions_any(inner);
      return false;
    }
    for (const Expr* side : {compared->getLHS(), compared->getRHS()}) {
      if (side->getType()->isIntegralOrEnumerationType() && !values_.value_of(side) &&
          counts(side)) {
        return true;
      }
    }
    return false;
  }

  /// The divisor of a remainder, or of the mask that gives one.
  std::optional<std::int64_t> modulus(const Expr* e) const {
    const auto* operation = dyn_cast<clang::BinaryOperator>(e->IgnoreParenImpCasts());
    if (operation == nullptr) {
      return {};
    }
    const auto right = values_.constant(operation->getRHS());
    if (operation->getOpcode() == clang::BO_Rem) {
      return right;
    }
    const bool mask = operation->getOpcode() == clang::BO_And && right && *right > 0 &&
                      (*right & (*right + 1)) == 0;
    return mask ? std::optional(*right + 1) : std::nullopt;
  }

  bool same_remainder(const Expr* e) const {
    const auto divisor = modulus(e);
    if (shift_ == nullptr || !divisor || *divisor == 0) {
      return false;
    }
    const auto* operation = clang::cast<clang::BinaryOperator>(e->IgnoreParenImpCasts());
    const auto value = values_.value_of(operation->getLHS());
    const auto change = value ? shift_->change_of(*value, values_) : std::nullopt;
    return change && std::all_of(change->terms().begin(), change->terms().end(),
                                 [&](const auto& term) { return term.second % *divisor == 0; });
  }

  /// Whether a value differs between the two iterations by arithmetic, not by what was found in
  /// memory.
  bool counts(const Expr* e) {
    e = e->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      return name_counts(reference->getDecl());
    }
    if (clang::isa<clang::ArraySubscriptExpr, clang::LambdaExpr>(e)) {
      return false;
    }
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      if (unary->getOpcode() == clang::UO_Deref) {
        return false;
      }
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
      const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
      const bool loads = method != nullptr && (is_element_access(method) || in_library(method));
      return !loads && std::any_of(call->arg_begin(), call->arg_end(),
                                   [&](const Expr* argument) { return counts(argument); });
    }
    return std::any_of(e->child_begin(), e->child_end(), [&](const clang::Stmt* part) {
      const auto* expression = dyn_cast_or_null<Expr>(part);
      return expression != nullptr && counts(expression);
    });
  }

  bool name_counts(const clang::ValueDecl* variable) {
    if (variable == values_.form().index) {
      return true;
    }
    if (!values_.map().declares(variable)) {
      return false;
    }
    const std::string name = values_.name_of(variable);
    if (values_.loop_counting(name) != nullptr) {
      if (shift_ == nullptr) {
        return false;
      }
      const auto found = shift_->inner.find(name);
      return found != shift_->inner.end() && found->second != 0;
    }
    const Expr* value = values_.kept_value(variable);
    if (value == nullptr) {
      return variable->getType()->isIntegralOrEnumerationType();
    }
    if (depth_ >= deepest_) {
      return true;
    }
    ++depth_;
    const bool found = counts(value);
    --depth_;
    return found;
  }

  static constexpr int deepest_ = 16;

  const loop_values& values_;
  const index_shift* shift_;
  int depth_ = 0;
  int sides_ = 0; ///< comparisons of the index with the variable of a loop inside
};

} // namespace

bool may_keep_apart(const clang::Stmt* at, const loop_values& values, const index_shift* shift) {
  return condition_check(values, shift).run(at);
}

} // namespace ptools::tool
