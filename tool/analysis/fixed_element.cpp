#include "fixed_element.hpp"

#include <algorithm>

#include "condition_parts.hpp"
#include "conditions.hpp"
#include "guards.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// `k * w` by `w`.
std::optional<polynomial> quotient(const polynomial& value, const polynomial& by) {
  if (by.terms().size() != 1) {
    return {};
  }
  const auto& [factors, times] = *by.terms().begin();
  polynomial found;
  for (const auto& [term, count] : value.terms()) {
    if (count % times != 0) {
      return {};
    }
    polynomial::monomial rest = term;
    for (const std::string& factor : factors) {
      const auto at = std::find(rest.begin(), rest.end(), factor);
      if (at == rest.end()) {
        return {};
      }
      rest.erase(at);
    }
    polynomial one(count / times);
    for (const std::string& name : rest) {
      const auto product = one.times(polynomial::of(name));
      if (!product) {
        return {};
      }
      one = *product;
    }
    found.add(one);
  }
  return found;
}

class fixed_search {
public:
  explicit fixed_search(const loop_values& values) : values_(values) {}

  meets_fixed run(const array_access& write, const array_access& other) {
    if (other.extent || other.whole || other.of_range) {
      return meets_fixed::never; // more than one element
    }
    const auto iteration = iteration_that_writes(write.place, other.place);
    if (!iteration || !gets_there(write.expression, *iteration) ||
        is_that_one_alone(other.expression, *iteration)) {
      return meets_fixed::never;
    }
    const meets_fixed found = within(*iteration);
    // Conditions around the other one leave some iterations; around this one, perhaps not the one.
    return may_keep_apart(write.expression, values_) ? meets_fixed::never : found;
  }

private:
  /// Nothing unless one iteration, always the same, writes there, and others get at it.
  std::optional<polynomial> iteration_that_writes(const array_place& write,
                                                  const array_place& other) const {
    if (values_.index().empty() || write.subscripts.size() != other.subscripts.size()) {
      return {};
    }
    std::optional<polynomial> found;
    for (std::size_t i = 0; i < write.subscripts.size(); ++i) {
      const auto& moving = write.subscripts[i].value;
      const auto& fixed = other.subscripts[i].value;
      if (!moving || !fixed || fixed->mentions(values_.index())) {
        return {};
      }
      if (!moving->mentions(values_.index())) {
        if (*moving == *fixed || runs_over(*moving, *fixed)) {
          continue;
        }
        return {};
      }
      const auto at = solve(*moving, *fixed);
      if (!at || (found && *found != *at)) {
        return {};
      }
      found = at;
    }
    return found;
  }

  /// The index with which the one subscript is the other.
  std::optional<polynomial> solve(const polynomial& moving, const polynomial& fixed) const {
    const auto factor = moving.factor_of(values_.index(), values_.counters());
    const auto rest = moving.with(values_.index(), polynomial());
    if (!factor || factor->is_zero() || !rest) {
      return {};
    }
    polynomial difference = fixed;
    difference.add(*rest, -1);
    const auto found = quotient(difference, *factor);
    return found && !found->mentions_any(values_.counters()) ? found : std::nullopt;
  }

  /// A loop inside goes over it.
  bool runs_over(const polynomial& moving, const polynomial& fixed) const {
    if (fixed.mentions_any(values_.counters())) {
      return false;
    }
    for (const std::string& name : values_.counters()) {
      if (moving == polynomial::of(name) && name != values_.index()) {
        const auto limits = values_.limits_of(*values_.loop_counting(name));
        return limits && is_within(fixed, *limits) == meets_fixed::certainly;
      }
    }
    return false;
  }

  /// `-n`, `-k - 1`: lengths are not negative.
  static bool is_below_zero(const polynomial& value) {
    return !value.is_zero() && std::all_of(value.terms().begin(), value.terms().end(),
                                           [](const auto& term) { return term.second < 0; });
  }

  meets_fixed within(const polynomial& iteration) const {
    const counted_loop& whole = values_.whole();
    if (const auto limits = values_.limits_of(whole)) {
      return is_within(iteration, *limits);
    }
    const auto first = values_.first_of(whole);
    const auto step = values_.step_of(whole);
    if (whole.ranged || !first || !step || *step == 0) {
      return meets_fixed::perhaps;
    }
    polynomial distance = iteration;
    distance.add(*first, -1);
    const auto known = distance.constant();
    return known && (*known % *step != 0 || (*known < 0) != whole.down) && *known != 0
               ? meets_fixed::never
               : meets_fixed::perhaps;
  }

  static meets_fixed is_within(const polynomial& value,
                               const std::pair<polynomial, polynomial>& limits) {
    constexpr std::int64_t near = 8; // who writes a loop for less?
    polynomial above = value, below = limits.second;
    above.add(limits.first, -1);
    below.add(value, -1);
    const auto from_first = above.constant(), to_last = below.constant();
    if (is_below_zero(above) || is_below_zero(below)) {
      return meets_fixed::never;
    }
    if ((from_first && *from_first < 0) || (to_last && *to_last < 0)) {
      return meets_fixed::never;
    }
    const bool both = from_first && to_last;
    const bool at_an_end = (from_first && *from_first < near) || (to_last && *to_last < near);
    return both || at_an_end ? meets_fixed::certainly : meets_fixed::perhaps;
  }

  template <class See>
  void see_comparisons(const clang::Stmt* at, See see) const {
    for (const guard& g : guards_of(at, values_.map())) {
      if (!g.holds) {
        continue;
      }
      for_each_part(g.condition, *g.holds, values_, [&](const Expr* part, bool holds) {
        const auto* compared = dyn_cast<clang::BinaryOperator>(part);
        if (compared == nullptr || !compared->isComparisonOp()) {
          return;
        }
        auto difference = values_.value_of(compared->getLHS());
        const auto other = values_.value_of(compared->getRHS());
        if (difference && other) {
          difference->add(*other, -1);
          see(*difference, holds
                               ? compared->getOpcode()
                               : clang::BinaryOperator::negateComparisonOp(compared->getOpcode()));
        }
      });
    }
  }

  /// `if (i != k) a[i] -= a[k]` does not let the one iteration through.
  bool gets_there(const clang::Stmt* at, const polynomial& iteration) const {
    bool does = true;
    see_comparisons(at, [&](const polynomial& difference, clang::BinaryOperatorKind relation) {
      const auto there = difference.with(values_.index(), iteration);
      const auto known = there ? there->constant() : std::nullopt;
      does = does && (!known || is_so(*known, relation));
    });
    return does;
  }

  /// `if (i == k) use(a[k])`.
  bool is_that_one_alone(const clang::Stmt* at, const polynomial& iteration) const {
    bool alone = false;
    see_comparisons(at, [&](const polynomial& difference, clang::BinaryOperatorKind relation) {
      const auto there = difference.with(values_.index(), iteration);
      alone = alone || (relation == clang::BO_EQ && difference.mentions(values_.index()) && there &&
                        there->is_zero());
    });
    return alone;
  }

  const loop_values& values_;
};

} // namespace

meets_fixed meet_at_fixed_element(const array_access& write, const array_access& other,
                                  const loop_values& values) {
  return fixed_search(values).run(write, other);
}

} // namespace ptools::tool
