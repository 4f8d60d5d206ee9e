#include "index_bounds.hpp"

#include <algorithm>

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
    front_conditions needs; // steady_guards has them
    if (steady_text(condition, holds, values_, needs)) {
      return true;
    }
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
    front_conditions needs;
    const auto one = text_in_front(compared->getLHS(), 0, values_, needs);
    const auto other = text_in_front(compared->getRHS(), 0, values_, needs);
    if ((sign != 1 && sign != -1) || !rest || rest->mentions_any(values_.counters()) || !one ||
        !other) {
      return false;
    }
    const clang::BinaryOperatorKind written =
        holds ? compared->getOpcode()
              : clang::BinaryOperator::negateComparisonOp(compared->getOpcode());
    const std::string bound = sign == 1 ? *other + " - " + *one : *one + " - " + *other;
    polynomial value;
    value.add(*rest, -sign);
    tool::add(found_.needs, needs);
    return add(sign == 1 ? written : clang::BinaryOperator::reverseComparisonOp(written), bound,
               value);
  }

  bool add(clang::BinaryOperatorKind relation, const std::string& bound, const polynomial& value) {
    switch (relation) {
    case clang::BO_LT:
      add_most(bound + " - 1", value, -1);
      return true;
    case clang::BO_LE:
      add_most(bound, value, 0);
      return true;
    case clang::BO_GT:
      add_least(bound + " + 1", value, 1);
      return true;
    case clang::BO_GE:
      add_least(bound, value, 0);
      return true;
    case clang::BO_EQ:
      add_least(bound, value, 0);
      add_most(bound, value, 0);
      return true;
    default:
      return false;
    }
  }

  void add_least(const std::string& text, polynomial value, std::int64_t more) {
    value.add(polynomial(more));
    found_.at_least.push_back(text);
    found_.lowest.push_back(std::move(value));
  }
  void add_most(const std::string& text, polynomial value, std::int64_t more) {
    value.add(polynomial(more));
    found_.at_most.push_back(text);
    found_.highest.push_back(std::move(value));
  }

  const loop_values& values_;
  index_bounds found_;
};

bool is_below(const std::vector<polynomial>& highest, std::int64_t further,
              const std::vector<polynomial>& lowest) {
  return std::any_of(highest.begin(), highest.end(), [&](const polynomial& high) {
    return std::any_of(lowest.begin(), lowest.end(), [&](polynomial low) {
      low.add(high, -1);
      low.add(polynomial(-further));
      const auto gap = low.constant();
      return gap && *gap > 0;
    });
  });
}

} // namespace

index_bounds find_index_bounds(const clang::Stmt* at, const loop_values& values) {
  return bounds_finder(values).run(at);
}

bool never_so_far_apart(const clang::Stmt* here, const clang::Stmt* there, std::int64_t distance,
                        const loop_values& values) {
  index_bounds first = find_index_bounds(here, values), second = find_index_bounds(there, values);
  if (const auto limits = values.limits_of(values.whole())) {
    for (index_bounds* bounds : {&first, &second}) {
      bounds->lowest.push_back(limits->first);
      bounds->highest.push_back(limits->second);
    }
  }
  return is_below(first.highest, distance, second.lowest) ||
         is_below(second.highest, -distance, first.lowest);
}

} // namespace ptools::tool
