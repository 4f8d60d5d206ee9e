#include "block_overlap.hpp"

#include <algorithm>
#include <utility>

#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

using range = std::pair<polynomial, polynomial>; // both ends belong to it

/// The elements that one iteration goes over with an access.
struct stretch {
  range ends;
  bool several = false; ///< a loop inside or a call of the library goes over them
};

/// An end of a loop; of `std::min(n, (b + 1) * 50)` what moves with the index, since all but the
/// last iterations end there.
std::optional<polynomial> end_of(const Expr* e, const loop_values& values, int depth = 0) {
  if (e == nullptr || depth > deepest_place) {
    return {};
  }
  if (auto value = values.value_of(e)) {
    return value;
  }
  e = e->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    return end_of(values.kept_value(reference->getDecl()), values, depth + 1);
  }
  const Expr* one = nullptr;
  const Expr* other = nullptr;
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
    one = choice->getTrueExpr();
    other = choice->getFalseExpr();
  } else if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee != nullptr && in_std(callee) && callee->getDeclName().isIdentifier() &&
        (callee->getName() == "min" || callee->getName() == "max") && call->getNumArgs() == 2) {
      one = call->getArg(0);
      other = call->getArg(1);
    }
  }
  for (const Expr* branch : {one, other}) {
    const auto value = end_of(branch, values, depth + 1);
    if (value && value->mentions(values.index())) {
      return value;
    }
  }
  return {};
}

std::optional<range> ends_of(const counted_loop& loop, const loop_values& values) {
  if (loop.ranged || !loop.compared || !loop.left_if.empty() ||
      (!loop.in_call && loop.first == nullptr) || values.step_of(loop) != 1) {
    return {};
  }
  const auto first = loop.in_call ? values.first_of(loop) : end_of(loop.first, values);
  auto last = loop.in_call ? values.bound_of(loop) : end_of(loop.bound, values);
  if (!first || !last) {
    return {};
  }
  last->add(polynomial(loop.inclusive ? 0 : loop.down ? 1 : -1));
  return loop.down ? range(*last, *first) : range(*first, *last);
}

/// Nothing unless one loop inside, or none, counts through them.
std::optional<stretch> elements_of(const polynomial& subscript,
                                   const std::optional<polynomial>& extent,
                                   const loop_values& values) {
  stretch found{range(subscript, subscript), false};
  for (const std::string& name : values.counters()) {
    if (name == values.index() || !subscript.mentions(name)) {
      continue;
    }
    const std::int64_t times = subscript.coefficient({name});
    const auto ends = ends_of(*values.loop_counting(name), values);
    if (found.several || !ends || (times != 1 && times != -1)) {
      return {};
    }
    const auto low = subscript.with(name, times > 0 ? ends->first : ends->second);
    const auto high = subscript.with(name, times > 0 ? ends->second : ends->first);
    if (!low || !high) {
      return {};
    }
    found = {range(*low, *high), true};
  }
  if (extent) {
    found.ends.second.add(*extent);
    found.ends.second.add(polynomial(-1));
    found.several = true;
  }
  std::set<std::string> others = values.counters();
  others.erase(values.index());
  return found.ends.first.mentions_any(others) || found.ends.second.mentions_any(others)
             ? std::nullopt
             : std::optional(found);
}

/// Names stand for large numbers.
bool is_not_negative(const polynomial& value) {
  const auto constant = value.constant();
  return constant ? *constant >= 0 : value.coefficient(value.leading()) > 0;
}

bool overlap(const range& one, const range& other) {
  polynomial above = one.second, below = other.second;
  above.add(other.first, -1);
  below.add(one.first, -1);
  return (above.constant() || below.constant()) && is_not_negative(above) && is_not_negative(below);
}

/// `for (j = -r; j <= r; ++j) s += a[i + j]`, whatever r is: elements on both sides of the written
/// one. Of a row of which any element is written, nothing is known: `a[y * w + w / 2]`.
bool is_window(const stretch& written, const stretch& met, const loop_values& values) {
  const auto growth = written.ends.first.factor_of(values.index(), values.counters());
  if (written.several || !met.several || !growth || !growth->constant()) {
    return false;
  }
  polynomial above = met.ends.second, below = written.ends.first;
  above.add(written.ends.first, -1);
  below.add(met.ends.first, -1);
  const auto some = [&](const polynomial& distance) {
    return !distance.mentions(values.index()) && !distance.is_zero() && is_not_negative(distance);
  };
  return some(above) && some(below);
}

std::optional<range> in_iteration(const range& of, std::int64_t distance,
                                  const loop_values& values) {
  polynomial there = polynomial::of(values.index());
  there.add(polynomial(distance));
  const auto low = of.first.with(values.index(), there);
  const auto high = of.second.with(values.index(), there);
  return low && high ? std::optional(range(*low, *high)) : std::nullopt;
}

bool moves(const stretch& elements, const loop_values& values) {
  return elements.ends.first.mentions(values.index()) ||
         elements.ends.second.mentions(values.index());
}

/// The elements of two accesses in the one subscript in which iterations differ; the others must
/// be the same.
std::optional<std::pair<stretch, stretch>>
elements_of(const array_access& write, const array_access& other, const loop_values& values) {
  const auto& there = write.place.subscripts;
  const auto& here = other.place.subscripts;
  std::optional<std::pair<stretch, stretch>> found;
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (!there[i].value || i >= here.size() || !here[i].value) {
      return {};
    }
    const bool last = i + 1 == there.size();
    const auto one = elements_of(*there[i].value, last ? write.extent : std::nullopt, values);
    const auto two = elements_of(*here[i].value, last ? other.extent : std::nullopt, values);
    if (one && two && moves(*one, values)) {
      if (found) {
        return {};
      }
      found = std::pair(*one, *two);
    } else if (there[i].value->mentions(values.index()) || *there[i].value != *here[i].value) {
      return {};
    }
  }
  return found && (found->first.several || found->second.several) ? found : std::nullopt;
}

} // namespace

bool has_guarded_ends(const clang::Stmt* at, const loop_values& values) {
  const std::vector<guard> guards = guards_of(at, values.map());
  return std::any_of(guards.begin(), guards.end(), [&](const guard& g) {
    return std::any_of(
        values.counters().begin(), values.counters().end(), [&](const std::string& name) {
          return name != values.index() && names(g.condition, values.loop_counting(name)->variable);
        });
  });
}

bool blocks_overlap(const array_access& write, const array_access& other,
                    const loop_values& values) {
  const auto step = values.step_of(values.whole());
  if (values.index().empty() || !step || !values.is_reached(values.whole(), *step) ||
      may_keep_apart(write.expression, values) || may_keep_apart(other.expression, values) ||
      write.is_bounded() || other.is_bounded() || has_guarded_ends(write.expression, values) ||
      has_guarded_ends(other.expression, values)) {
    return false;
  }
  const auto elements = elements_of(write, other, values);
  if (!elements) {
    return false;
  }
  if (is_window(elements->first, elements->second, values)) {
    return true;
  }
  for (const std::int64_t distance : {*step, -*step}) {
    const auto elsewhere = in_iteration(elements->first.ends, distance, values);
    if (elsewhere && overlap(*elsewhere, elements->second.ends)) {
      return true;
    }
  }
  return false;
}

} // namespace ptools::tool
