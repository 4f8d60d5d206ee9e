#include "conditions.hpp"

#include <algorithm>

#include "expression.hpp"
#include "guards.hpp"
#include "library_functions.hpp"
#include "loaded_conditions.hpp"
#include "remainder.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

enum class meeting_at {
  any,         ///< elements that arithmetic leads to
  one_element, ///< the same one in every iteration
  found        ///< one that was found in memory
};

class condition_check {
public:
  condition_check(const loop_values& values, const index_shift* shift)
      : values_(values), shift_(shift), memory_(values, shift, nullptr) {}
  condition_check(const loop_values& values, meeting_at at, const array_access* found = nullptr)
      : values_(values), at_(at), memory_(values, nullptr, found) {}

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

  bool keeps(const Expr* test, bool holds) {
    test = test->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(test)) {
      if (unary->getOpcode() == clang::UO_LNot) {
        return keeps(unary->getSubExpr(), !holds);
      }
    }
    if (asks_for_null(test)) {
      return false;
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
        if (memory_.tests_colour(both->getLHS(), both->getRHS()) ||
            memory_.tests_colour(both->getRHS(), both->getLHS())) {
          return true;
        }
        const bool equal = (both->getOpcode() == clang::BO_EQ) == holds;
        return equal ? selects(both->getLHS(), both->getRHS())
                     : excludes(both->getLHS(), both->getRHS());
      }
      if (both->isRelationalOp()) {
        return bounds(both, holds);
      }
      if (both->getOpcode() == clang::BO_And &&
          memory_.tests_colour(both->getLHS(), both->getRHS())) {
        return true;
      }
    }
    if (clang::isa<clang::CallExpr>(test)) {
      return at_ == meeting_at::any && counts(test);
    }
    return holds ? excludes(test, nullptr) : selects(test, nullptr);
  }

  bool keeps_by_choice(const Expr* chosen) {
    return selects(chosen, nullptr) || memory_.is_colour(chosen);
  }

private:
  /// `if (const cell* left = at(x - 1, y))`: there is such a one.
  static bool asks_for_null(const Expr* test) {
    const auto* both = dyn_cast<clang::BinaryOperator>(test);
    return test->getType()->isPointerType() ||
           (both != nullptr && both->isEqualityOp() &&
            both->getLHS()->IgnoreParenImpCasts()->getType()->isPointerType());
  }

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
      return at == choice->getBody() && keeps_by_choice(choice->getCond());
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

  /// `left == right`, or `left == 0`.
  bool selects(const Expr* left, const Expr* right) {
    auto difference = values_.value_of(left);
    const auto other = right == nullptr ? std::optional(polynomial()) : values_.value_of(right);
    if (difference && other) {
      difference->add(*other, -1);
      if (shift_ == nullptr) {
        auto inner = values_.counters();
        inner.erase(values_.index());
        return difference->mentions(values_.index()) && !values_.index().empty() &&
               (at_ == meeting_at::any || !difference->mentions_any(inner));
      }
      const auto change = shift_->change_of(*difference, values_);
      return !change || !change->is_zero();
    }
    if (at_ == meeting_at::found) {
      return right != nullptr && ((is_of_index(left) && memory_.loads(right)) ||
                                  (is_of_index(right) && memory_.loads(left)));
    }
    for (const Expr* side : {left, right}) {
      const Expr* other = side == left ? right : left;
      if (side != nullptr && counts(side) && !same_remainder(side) &&
          (at_ == meeting_at::any || (!remainder_by(side, values_) && !memory_.differs(other)))) {
        return true;
      }
    }
    return false;
  }

  bool is_of_index(const Expr* e) const {
    const auto value = values_.value_of(e);
    return value && value->mentions(values_.index()) && !values_.index().empty();
  }

  /// `left != right`: keeps two apart only where there are but two possibilities.
  bool excludes(const Expr* left, const Expr* right) {
    if (at_ != meeting_at::any) {
      return at_ == meeting_at::found && right != nullptr && memory_.begins_a_run(left, right);
    }
    for (const Expr* side : {left, right}) {
      if (side == nullptr || values_.value_of(side) || !counts(side) || same_remainder(side)) {
        continue;
      }
      const auto divisor = remainder_by(side, values_);
      if (!divisor || *divisor == 2) {
        return true;
      }
    }
    return false;
  }

  /// `j - i`; not `i + j`, which two iterations have the same limits of.
  bool is_against_index(const polynomial& difference) const {
    const auto sign_of = [&](const std::string& name) {
      const auto factor = difference.factor_of(name, values_.counters());
      const std::int64_t leading = factor ? factor->coefficient(factor->leading()) : 0;
      return (leading > 0) - (leading < 0);
    };
    const int own = values_.index().empty() ? 0 : sign_of(values_.index());
    return own != 0 && std::any_of(values_.counters().begin(), values_.counters().end(),
                                   [&](const std::string& name) { return sign_of(name) == -own; });
  }

  /// `i < 1`, `i >= n - 1`: the first iteration, or the last one.
  bool is_at_an_end(const clang::BinaryOperator* compared, bool holds) const {
    const auto left = values_.value_of(compared->getLHS());
    auto other = values_.value_of(compared->getRHS());
    const auto limits = values_.limits_of(values_.whole());
    if (!left || *left != polynomial::of(values_.index()) || !other || !limits) {
      return false;
    }
    const clang::BinaryOperatorKind op =
        holds ? compared->getOpcode()
              : clang::BinaryOperator::negateComparisonOp(compared->getOpcode());
    const bool below = op == clang::BO_LT || op == clang::BO_LE;
    const bool strict = op == clang::BO_LT || op == clang::BO_GT;
    other->add(polynomial(!strict ? 0 : below ? -1 : 1));
    other->add(below ? limits->first : limits->second, -1);
    const auto inside = other->constant(); // from the end, how far it goes
    return inside && (below ? *inside <= 0 : *inside >= 0);
  }

  bool bounds(const clang::BinaryOperator* compared, bool holds) {
    if (at_ == meeting_at::one_element) {
      return is_at_an_end(compared, holds);
    }
    auto difference = values_.value_of(compared->getLHS());
    const auto other = values_.value_of(compared->getRHS());
    if (difference && other) {
      difference->add(*other, -1);
      // From here to there: a block of each iteration's own.
      sides_ += at_ == meeting_at::any && is_against_index(*difference);
      return false;
    }
    if (at_ == meeting_at::found) {
      if ((is_of_index(compared->getLHS()) && memory_.is_swapped_there(compared->getRHS())) ||
          (is_of_index(compared->getRHS()) && memory_.is_swapped_there(compared->getLHS()))) {
        return true;
      }
      // The same for what was found: `if (key >= low && key < high)`.
      sides_ += (is_of_index(compared->getLHS()) && memory_.loads(compared->getRHS())) ||
                (is_of_index(compared->getRHS()) && memory_.loads(compared->getLHS()));
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

  bool same_remainder(const Expr* e) const {
    const auto divisor = remainder_by(e, values_);
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

  const Expr* range_of(const clang::VarDecl* element) const {
    const counted_loop* inner = values_.loop_counting(values_.position_name(element));
    return inner != nullptr ? inner->first : values_.form().range;
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
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (local != nullptr && local->isCXXForRangeDecl() && !makes_numbers(range_of(local))) {
      return false; // it was found in memory
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
  const index_shift* shift_ = nullptr;
  meeting_at at_ = meeting_at::any;
  const loaded_conditions memory_;
  int depth_ = 0;
  int sides_ = 0; ///< comparisons of the index with the variable of a loop inside
};

} // namespace

bool may_keep_apart(const clang::Stmt* at, const loop_values& values, const index_shift* shift) {
  return condition_check(values, shift).run(at);
}

bool may_keep_apart_by(const Expr* condition, bool holds, const loop_values& values,
                       const index_shift& shift) {
  return condition_check(values, &shift).keeps(condition, holds);
}

bool may_keep_apart_by_choice(const Expr* chosen, const loop_values& values,
                              const index_shift& shift) {
  return condition_check(values, &shift).keeps_by_choice(chosen);
}

bool lets_one_through(const clang::Stmt* at, const loop_values& values) {
  return condition_check(values, meeting_at::one_element).run(at);
}

bool chooses_its_own(const array_access& found, const loop_values& values) {
  return condition_check(values, meeting_at::found, &found).run(found.expression);
}

} // namespace ptools::tool
