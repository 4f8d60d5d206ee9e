#include "index_bounds.hpp"

#include "guards.hpp"
#include "subscript_text.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class bounds_finder {
public:
  explicit bounds_finder(const loop_values& values) : values_(values) {}

  index_bounds run(const clang::Stmt* at) {
    for (const guard& g : guards_of(at, values_.map())) {
      const bool told = g.holds && see(g.condition, *g.holds);
      found_.tell_all = found_.tell_all && told;
    }
    return std::move(found_);
  }

private:
  /// False for what cannot be told.
  bool see(const Expr* condition, bool holds) {
    condition = condition->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(condition)) {
      return unary->getOpcode() == clang::UO_LNot && see(unary->getSubExpr(), !holds);
    }
    const auto* both = dyn_cast<clang::BinaryOperator>(condition);
    if (both == nullptr) {
      return false;
    }
    if (both->isLogicalOp()) {
      const bool all = (both->getOpcode() == clang::BO_LAnd) == holds;
      if (!all) {
        return false;
      }
      const bool left = see(both->getLHS(), holds);
      const bool right = see(both->getRHS(), holds);
      return left && right;
    }
    return both->isComparisonOp() && see_comparison(both, holds);
  }

  bool see_comparison(const clang::BinaryOperator* compared, bool holds) {
    auto difference = values_.value_of(compared->getLHS());
    const auto right = values_.value_of(compared->getRHS());
    if (!difference || !right || values_.index().empty()) {
      return false;
    }
    difference->add(*right, -1);
    const auto factor = difference->factor_of(values_.index(), values_.counters());
    const std::int64_t sign = factor ? factor->constant().value_or(0) : 0;
    const auto rest = difference->with(values_.index(), polynomial());
    const auto one = text_in_front(compared->getLHS(), 0, values_);
    const auto other = text_in_front(compared->getRHS(), 0, values_);
    if ((sign != 1 && sign != -1) || !rest || rest->mentions_any(values_.counters()) || !one ||
        !other) {
      return false;
    }
    const clang::BinaryOperatorKind written =
        holds ? compared->getOpcode()
              : clang::BinaryOperator::negateComparisonOp(compared->getOpcode());
    const std::string bound = sign == 1 ? *other + " - " + *one : *one + " - " + *other;
    return add(sign == 1 ? written : clang::BinaryOperator::reverseComparisonOp(written), bound);
  }

  bool add(clang::BinaryOperatorKind relation, const std::string& bound) {
    switch (relation) {
    case clang::BO_LT:
      found_.at_most.push_back(bound + " - 1");
      return true;
    case clang::BO_LE:
      found_.at_most.push_back(bound);
      return true;
    case clang::BO_GT:
      found_.at_least.push_back(bound + " + 1");
      return true;
    case clang::BO_GE:
      found_.at_least.push_back(bound);
      return true;
    case clang::BO_EQ:
      found_.at_least.push_back(bound);
      found_.at_most.push_back(bound);
      return true;
    default:
      return false;
    }
  }

  const loop_values& values_;
  index_bounds found_;
};

} // namespace

index_bounds find_index_bounds(const clang::Stmt* at, const loop_values& values) {
  return bounds_finder(values).run(at);
}

} // namespace ptools::tool
