#include "adjoining_blocks.hpp"

#include <algorithm>
#include <utility>

#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// Something that keeps its value, and a number added to it.
struct offset_from {
  const Expr* base;
  std::int64_t more;
};

class expression_reader {
public:
  explicit expression_reader(const loop_values& values) : values_(values) {}

  const Expr* bare(const Expr* e, int depth = 0) const {
    e = bare_place(bare_place(e)->IgnoreParenImpCasts());
    const auto* named = dyn_cast<clang::DeclRefExpr>(e);
    const Expr* kept =
        named == nullptr || depth > deepest_place ? nullptr : values_.kept_value(named->getDecl());
    return kept == nullptr ? e : bare(kept, depth + 1);
  }

  offset_from take_apart(const Expr* e) const {
    offset_from found{bare(e), 0};
    for (int depth = 0; depth < deepest_place; ++depth) {
      const auto* sum = dyn_cast<clang::BinaryOperator>(found.base);
      if (sum == nullptr || !sum->isAdditiveOp()) {
        break;
      }
      const auto right = values_.constant(sum->getRHS());
      const auto left = values_.constant(sum->getLHS());
      if (right) {
        found.more += sum->getOpcode() == clang::BO_Sub ? -*right : *right;
        found.base = bare(sum->getLHS());
      } else if (left && sum->getOpcode() == clang::BO_Add) {
        found.more += *left;
        found.base = bare(sum->getRHS());
      } else {
        break;
      }
    }
    return found;
  }

  /// The ends that a loop may have: of `std::min(n, end)` each.
  std::vector<const Expr*> alternatives(const Expr* e) const {
    e = bare(e);
    const auto* call = dyn_cast<clang::CallExpr>(e);
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    if (callee != nullptr && in_std(callee) && callee->getDeclName().isIdentifier() &&
        (callee->getName() == "min" || callee->getName() == "max") && call->getNumArgs() == 2) {
      return {call->getArg(0), call->getArg(1)};
    }
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
      return {choice->getTrueExpr(), choice->getFalseExpr()};
    }
    return {e};
  }

  /// Whether `later` is what `now` is where the index is more by `distance`.
  bool is_later(const Expr* now, const Expr* later, int distance, int depth = 0) const {
    if (depth > deepest_place) {
      return false;
    }
    const auto value = values_.value_of(now);
    const auto other = values_.value_of(later);
    if (value || other) {
      polynomial index = polynomial::of(values_.index());
      index.add(polynomial(distance));
      return value && other && value->with(values_.index(), index) == other;
    }
    now = bare(now);
    later = bare(later);
    if (now->getStmtClass() != later->getStmtClass()) {
      return false;
    }
    const auto parts_are_later = [&](const Expr* a, const Expr* b) {
      return is_later(a, b, distance, depth + 1);
    };
    if (const auto* one = dyn_cast<clang::BinaryOperator>(now)) {
      const auto* two = dyn_cast<clang::BinaryOperator>(later);
      return one->getOpcode() == two->getOpcode() &&
             parts_are_later(one->getLHS(), two->getLHS()) &&
             parts_are_later(one->getRHS(), two->getRHS());
    }
    if (const auto* one = dyn_cast<clang::ArraySubscriptExpr>(now)) {
      const auto* two = dyn_cast<clang::ArraySubscriptExpr>(later);
      return parts_are_later(one->getBase(), two->getBase()) &&
             parts_are_later(one->getIdx(), two->getIdx());
    }
    if (const auto* one = dyn_cast<clang::ExplicitCastExpr>(now)) {
      return parts_are_later(one->getSubExpr(),
                             dyn_cast<clang::ExplicitCastExpr>(later)->getSubExpr());
    }
    if (const auto* one = dyn_cast<clang::CallExpr>(now)) {
      const auto* two = dyn_cast<clang::CallExpr>(later);
      return one->getDirectCallee() != nullptr &&
             one->getDirectCallee() == two->getDirectCallee() &&
             one->getNumArgs() == two->getNumArgs() &&
             std::equal(one->arg_begin(), one->arg_end(), two->arg_begin(), parts_are_later) &&
             (!clang::isa<clang::CXXMemberCallExpr>(one) ||
              values_.text(one->getCallee()) == values_.text(two->getCallee()));
    }
    return !values_.varies(now) && values_.text(now) == values_.text(later);
  }

private:
  const loop_values& values_;
};

/// From `start + from` to `start + to`, the latter with the start of the next block.
struct block {
  const Expr* start;
  std::int64_t from;
  std::int64_t to;
};

std::optional<block> block_of(const counted_loop& loop, const loop_values& values) {
  if (loop.in_call || loop.ranged || loop.down || !loop.compared || !loop.left_if.empty() ||
      loop.first == nullptr || loop.bound == nullptr || values.step_of(loop) != 1 ||
      !values.varies(loop.first)) {
    return {};
  }
  const expression_reader reader(values);
  for (const Expr* first : reader.alternatives(loop.first)) {
    const offset_from begin = reader.take_apart(first);
    for (const Expr* last : reader.alternatives(loop.bound)) {
      const offset_from end = reader.take_apart(last);
      if (values.varies(begin.base) && reader.is_later(begin.base, end.base, 1)) {
        return block{begin.base, begin.more, end.more + (loop.inclusive ? 1 : 0)};
      }
    }
  }
  return {};
}

/// The variable of a loop over a block in a subscript.
struct block_variable {
  std::string name;
  block of;
  polynomial factor;
};

std::optional<block_variable> block_in(const place_subscript& subscript,
                                       const loop_values& values) {
  if (!subscript.value || subscript.value->mentions(values.index())) {
    return {};
  }
  std::optional<block_variable> only;
  for (const std::string& name : values.counters()) {
    if (name == values.index() || !subscript.value->mentions(name)) {
      continue;
    }
    const counted_loop& loop = *values.loop_counting(name);
    const auto found = block_of(loop, values);
    const auto factor = subscript.value->factor_of(name, values.counters());
    const bool counts = found && factor && !factor->mentions_any(values.counters());
    if (counts ? only.has_value() : values.ends_vary(loop)) {
      return {};
    }
    if (counts) {
      only = block_variable{name, *found, *factor};
    }
  }
  return only;
}

/// How many times `of` it is.
std::optional<std::int64_t> quotient(const polynomial& value, const polynomial& of) {
  const std::int64_t by = of.coefficient(of.leading());
  const std::int64_t found = value.coefficient(of.leading());
  if (by == 0 || found % by != 0) {
    return {};
  }
  polynomial rest = value;
  rest.add(of, -(found / by));
  return rest.is_zero() ? std::optional(found / by) : std::nullopt;
}

class block_comparison {
public:
  block_comparison(const block_variable& write, const loop_values& values)
      : write_(write), values_(values), reader_(values) {}

  /// `a[begin]`, `a[end - 1]`: of the iteration's own block.
  bool is_own_end(const place_subscript& other) const {
    const auto place = end_at(other);
    if (!place) {
      return false; // nobody knows how long a block is: further in may be outside
    }
    return place->second ? place->first == -1 && write_.of.from > -1
                         : place->first == 0 && write_.of.to <= 0;
  }

  /// `written` is the same subscript of the write.
  bool run(const place_subscript& written, const place_subscript& other) const {
    if (!other.value) {
      return end_is_reached(other);
    }
    const auto there = block_in(other, values_);
    if (!there || !reader_.is_later(write_.of.start, there->of.start, 0)) {
      return false;
    }
    polynomial difference = other.value->renamed(there->name, write_.name);
    difference.add(*written.value, -1);
    const auto shift = quotient(difference, write_.factor);
    return shift && (there->of.to - 1 + *shift >= write_.of.from ||
                     there->of.from + *shift <= write_.of.to - 1);
  }

private:
  /// How far from where the block, or the next one, begins: `a[begin - 1]`, `a[end]`.
  std::optional<std::pair<std::int64_t, bool>> end_at(const place_subscript& other) const {
    const auto known = other.known.constant();
    if (other.value || !known || other.unknown.size() != 1 || write_.factor != polynomial(1)) {
      return {};
    }
    const offset_from at = reader_.take_apart(other.unknown.front());
    for (const bool next : {false, true}) {
      if (reader_.is_later(write_.of.start, at.base, next ? 1 : 0)) {
        return std::pair(*known + at.more, next);
      }
    }
    return {};
  }

  bool end_is_reached(const place_subscript& other) const {
    const auto place = end_at(other);
    return place &&
           (place->second ? place->first >= write_.of.from : place->first <= write_.of.to - 1);
  }

  const block_variable& write_;
  const loop_values& values_;
  expression_reader reader_;
};

bool is_comparison_with_the_same(const Expr* condition, const loop_values& values) {
  const auto* comparison = dyn_cast<clang::BinaryOperator>(condition->IgnoreParenImpCasts());
  if (comparison == nullptr || !comparison->isRelationalOp()) {
    return false;
  }
  const auto left = values.value_of(comparison->getLHS());
  const auto right = values.value_of(comparison->getRHS());
  return left && right && !left->mentions(values.index()) && !right->mentions(values.index());
}

/// `if (k > begin)` may keep the neighbour's elements out; `if (k > 0)` does so in one block.
bool keeps_neighbours_out(const clang::Stmt* at, const loop_values& values) {
  const std::vector<guard> guards = guards_of(at, values.map());
  return std::any_of(guards.begin(), guards.end(), [&](const guard& g) {
    return std::any_of(values.counters().begin(), values.counters().end(),
                       [&](const std::string& name) {
                         return name != values.index() &&
                                names(g.condition, values.loop_counting(name)->variable);
                       }) &&
           !is_comparison_with_the_same(g.condition, values);
  });
}

bool keeps_apart(const clang::Stmt* at, const loop_values& values) {
  const index_shift next{1, {}}, before{-1, {}};
  return keeps_neighbours_out(at, values) || may_keep_apart(at, values, &next) ||
         may_keep_apart(at, values, &before);
}

} // namespace

bool is_end_of_own_block(const array_access& write, const array_access& other,
                         const loop_values& values) {
  const auto& there = write.place.subscripts;
  const auto& here = other.place.subscripts;
  if (values.index().empty() || values.step_of(values.whole()) != 1 || write.extent ||
      there.size() > here.size()) {
    return false;
  }
  for (std::size_t i = 0; i < there.size(); ++i) {
    const auto variable = block_in(there[i], values);
    if (variable && block_comparison(*variable, values).is_own_end(here[i])) {
      return true;
    }
  }
  return false;
}

bool reaches_adjoining_block(const array_access& write, const array_access& other,
                             const loop_values& values) {
  const auto& there = write.place.subscripts;
  const auto& here = other.place.subscripts;
  if (values.index().empty() || values.step_of(values.whole()) != 1 || write.extent ||
      other.extent || there.size() > here.size()) {
    return false;
  }
  std::optional<bool> met;
  for (std::size_t i = 0; i < there.size(); ++i) {
    const auto variable = block_in(there[i], values);
    if (variable) {
      if (met) {
        return false;
      }
      met = block_comparison(*variable, values).run(there[i], here[i]);
    } else if (!there[i].value || there[i].value->mentions(values.index()) ||
               there[i].value != here[i].value) {
      return false;
    }
  }
  return met.value_or(false) && !keeps_apart(write.expression, values) &&
         !keeps_apart(other.expression, values);
}

} // namespace ptools::tool
