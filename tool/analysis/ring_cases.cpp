#include "ring_cases.hpp"

#include "expression.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// The remainder that a part of a subscript is, by way of variables that keep it.
const clang::BinaryOperator* remainder_in(const Expr* part, const loop_values& values) {
  for (int depth = 0; depth < deepest_place; ++depth) {
    part = part->IgnoreParenImpCasts();
    const auto* reference = dyn_cast<clang::DeclRefExpr>(part);
    const Expr* kept = reference == nullptr ? nullptr : values.kept_value(reference->getDecl());
    if (kept == nullptr) {
      break;
    }
    part = kept;
  }
  const auto* operation = dyn_cast<clang::BinaryOperator>(part);
  return operation != nullptr && operation->getOpcode() == clang::BO_Rem ? operation : nullptr;
}

/// Whether it is the index that goes round, and no loop inside.
bool goes_round(const polynomial& value, const polynomial& size, const loop_values& values) {
  auto inner = values.counters();
  inner.erase(values.index());
  return value.mentions(values.index()) && !value.mentions_any(inner) &&
         !size.mentions_any(values.counters());
}

} // namespace

std::vector<array_place> find_ring_cases(const array_place& place, const loop_values& values) {
  std::vector<array_place> cases{place};
  for (std::size_t i = 0; i < place.subscripts.size(); ++i) {
    const place_subscript& subscript = place.subscripts[i];
    if (subscript.value) {
      continue;
    }
    const auto* ring =
        subscript.parts.size() == 1 ? remainder_in(subscript.parts[0], values) : nullptr;
    const auto value = ring == nullptr ? std::nullopt : values.value_of(ring->getLHS());
    const auto size = ring == nullptr ? std::nullopt : values.value_of(ring->getRHS());
    if (!value || !size || cases.size() > 1 || !goes_round(*value, *size, values)) {
      return {place};
    }
    place_subscript& before = cases[0].subscripts[i];
    before.parts = {ring->getLHS()};
    before.times = {subscript.times[0]};
    before.value = polynomial();
    before.value->add(*value, subscript.times[0]);
    cases.push_back(cases[0]);
    place_subscript& after = cases[1].subscripts[i];
    after.parts.push_back(ring->getRHS());
    after.times.push_back(-subscript.times[0]);
    after.value->add(*size, -subscript.times[0]);
  }
  return cases;
}

} // namespace ptools::tool
