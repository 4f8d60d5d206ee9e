#include "element_run.hpp"

#include "expression.hpp"
#include "subscript_text.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// The loop inside whose variable is added as it is; null if there is none, or more than one.
const counted_loop* dense_loop(const polynomial& subscript, const loop_values& values) {
  const counted_loop* found = nullptr;
  for (const std::string& name : values.counters()) {
    if (name == values.index() || subscript.coefficient({name}) != 1) {
      continue;
    }
    const auto factor = subscript.factor_of(name, values.counters());
    const counted_loop* loop = values.loop_counting(name);
    if (!factor || factor->constant() != 1 || loop == nullptr) {
      continue;
    }
    if (found != nullptr) {
      return nullptr;
    }
    found = loop;
  }
  return found;
}

/// What a bound that moves with the index may be: both arguments of std::min and std::max.
std::vector<const Expr*> ends_of(const Expr* bound, const loop_values& values, int depth) {
  bound = bare_place(bound);
  if (depth > deepest_place) {
    return {};
  }
  if (const auto* named = dyn_cast<clang::DeclRefExpr>(bound)) {
    if (const Expr* kept = values.kept_value(named->getDecl())) {
      return ends_of(kept, values, depth + 1);
    }
  }
  const auto* call = dyn_cast<clang::CallExpr>(bound);
  const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
  if (callee != nullptr && in_std(callee) && callee->getDeclName().isIdentifier() &&
      (callee->getName() == "min" || callee->getName() == "max") && call->getNumArgs() == 2) {
    return {call->getArg(0), call->getArg(1)};
  }
  return {bound};
}

std::optional<element_run> of_loop(const place_subscript& subscript, const counted_loop& loop,
                                   const loop_values& values) {
  if (loop.in_call || loop.ranged || loop.down || !loop.compared || !loop.left_if.empty() ||
      loop.first == nullptr || loop.bound == nullptr || values.step_of(loop) != 1) {
    return {};
  }
  const auto start = values.value_of(loop.first);
  const auto first =
      start ? subscript.value->with(loop_values::name_of(loop.variable), *start) : std::nullopt;
  front_conditions needs;
  const auto start_at_0 = text_in_front(loop.first, 0, values, needs);
  const auto start_at_1 = text_in_front(loop.first, 1, values, needs);
  const auto at_0 = text_in_front(subscript, 0, values, needs);
  const auto at_1 = text_in_front(subscript, 1, values, needs);
  if (!first || !start_at_0 || !start_at_1 || !at_0 || !at_1) {
    return {};
  }
  const bool fixed = !values.varies(loop.bound);
  for (const Expr* end : fixed ? std::vector{loop.bound} : ends_of(loop.bound, values, 0)) {
    const auto end_text = text_in_front(end, 0, values, needs);
    auto count = values.value_of(end);
    if (!count && fixed && end_text) {
      count = polynomial::of(*end_text); // whatever it is
    }
    if (!count || !end_text) {
      continue;
    }
    count->add(*start, -1);
    count->add(polynomial(loop.inclusive ? 1 : 0));
    if (count->mentions_any(values.counters())) {
      continue; // the last iterations end there
    }
    return element_run{*first,
                       *count,
                       *at_0 + " + " + *start_at_0,
                       *at_1 + " + " + *start_at_1,
                       *end_text + " - " + *start_at_0 + (loop.inclusive ? " + 1" : ""),
                       needs};
  }
  return {};
}

} // namespace

std::optional<element_run> find_element_run(const array_access& access, const loop_values& values) {
  const place_subscript& subscript = access.place.subscripts.back();
  if (!subscript.value) {
    return {};
  }
  if (const counted_loop* loop = dense_loop(*subscript.value, values)) {
    return access.extent ? std::nullopt : of_loop(subscript, *loop, values);
  }
  front_conditions needs;
  const auto at_0 = text_in_front(subscript, 0, values, needs);
  const auto at_1 = text_in_front(subscript, 1, values, needs);
  const auto count = access.extent ? text_in_front(access.extent_text, 0, values, needs)
                                   : std::optional<std::string>("::ptools::generated::number(1)");
  if (!at_0 || !at_1 || !count ||
      (access.extent && access.extent->mentions_any(values.counters()))) {
    return {};
  }
  return element_run{
      *subscript.value, access.extent.value_or(polynomial(1)), *at_0, *at_1, *count, needs};
}

} // namespace ptools::tool
