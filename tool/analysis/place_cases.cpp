#include "place_cases.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "expression.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

constexpr std::size_t most_cases = 256;
constexpr std::int64_t longest = 8; // of the loops inside that are gone through

struct value_case {
  polynomial value;
  std::vector<const Expr*> chosen;
};
using value_cases = std::vector<value_case>;

class value_finder {
public:
  explicit value_finder(const loop_values& values) : values_(values) {}

  /// The values that a subscript may have, none if they are not known.
  value_cases find(const Expr* e, int depth = 0) const {
    if (depth > deepest_place) {
      return {};
    }
    if (const auto value = values_.value_of(e)) {
      return {{*value, {}}};
    }
    e = bare_place(e);
    if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
      return cast->getCastKind() == clang::CK_IntegralCast ? find(cast->getSubExpr(), depth + 1)
                                                           : value_cases();
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const Expr* kept = values_.kept_value(reference->getDecl());
      return kept == nullptr ? value_cases() : find(kept, depth + 1);
    }
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
      value_cases both;
      for (const Expr* branch : {choice->getTrueExpr(), choice->getFalseExpr()}) {
        for (value_case& one : find(branch, depth + 1)) {
          one.chosen.push_back(branch);
          both.push_back(std::move(one));
        }
      }
      return both;
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
      return find_clamp(call, depth);
    }
    const auto* operation = dyn_cast<clang::BinaryOperator>(e);
    return operation == nullptr ? value_cases() : find_operation(operation, depth);
  }

private:
  value_cases find_clamp(const clang::CallExpr* call, int depth) const {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr || !in_std(callee) || !callee->getDeclName().isIdentifier() ||
        (callee->getName() != "min" && callee->getName() != "max" &&
         callee->getName() != "clamp")) {
      return {};
    }
    value_cases all;
    for (const Expr* argument : call->arguments()) {
      for (value_case& one : find(argument, depth + 1)) {
        all.push_back(std::move(one));
      }
    }
    return all;
  }

  value_cases find_operation(const clang::BinaryOperator* operation, int depth) const {
    const value_cases left = find(operation->getLHS(), depth + 1);
    const value_cases right = find(operation->getRHS(), depth + 1);
    value_cases all;
    for (const value_case& one : left) {
      for (const value_case& other : right) {
        value_case made = one;
        made.chosen.insert(made.chosen.end(), other.chosen.begin(), other.chosen.end());
        switch (operation->getOpcode()) {
        case clang::BO_Add:
          made.value.add(other.value);
          break;
        case clang::BO_Sub:
          made.value.add(other.value, -1);
          break;
        case clang::BO_Mul:
          if (auto product = one.value.times(other.value)) {
            made.value = std::move(*product);
            break;
          }
          return {};
        case clang::BO_Rem: {
          // Most are less than the divisor, which is added so that none is negative.
          polynomial less = made.value;
          less.add(other.value, -1);
          if (less.terms().size() < made.value.terms().size()) {
            made.value = std::move(less);
          }
          break;
        }
        default:
          return {};
        }
        all.push_back(std::move(made));
      }
    }
    return all.size() <= most_cases ? all : value_cases();
  }

  const loop_values& values_;
};

bool mentions(const array_place& place, const std::string& name) {
  return std::any_of(place.subscripts.begin(), place.subscripts.end(),
                     [&](const place_subscript& s) { return s.value && s.value->mentions(name); });
}

/// Of a loop that is as long as somebody said, up from 0, 1 or from as far below, 1 is a value that
/// it will go through; nothing is said of others.
std::vector<polynomial> value_in_window(const counted_loop& loop, const loop_values& values) {
  const auto first = values.first_of(loop);
  const auto step = values.step_of(loop);
  if (!first || step != 1 || loop.down || !loop.left_if.empty() ||
      first->mentions_any(values.counters())) {
    return {};
  }
  const auto number = first->constant();
  const auto is_negative = [](const auto& term) { return term.second < 0; };
  const bool below = number
                         ? *number <= 1
                         : std::all_of(first->terms().begin(), first->terms().end(), is_negative);
  return below ? std::vector<polynomial>{polynomial(1)} : std::vector<polynomial>();
}

/// The values of a short loop's variable.
std::vector<polynomial> values_in(const counted_loop& loop, const loop_values& values) {
  const auto length = values.length_of(loop);
  if (length && !length->constant()) {
    return value_in_window(loop, values);
  }
  const std::int64_t known = length ? length->constant().value_or(0) : 0;
  const auto step = values.step_of(loop);
  if (known == 0 || !step || *step == 0 || !loop.left_if.empty() || (known < 0) != loop.down) {
    return {};
  }
  const std::int64_t distance = std::abs(known) + (loop.inclusive ? 1 : 0);
  if (distance > longest * *step) {
    return {};
  }
  std::vector<polynomial> all;
  for (std::int64_t at = 0; at < distance; at += *step) {
    all.push_back(*values.first_of(loop));
    all.back().add(polynomial(loop.down ? -at : at));
  }
  return all;
}

std::vector<place_case> with_choices(const array_place& read, const loop_values& values) {
  std::vector<place_case> all{{read, {}}};
  for (std::size_t i = 0; i < read.subscripts.size(); ++i) {
    const place_subscript& subscript = read.subscripts[i];
    if (subscript.value) {
      continue;
    }
    // Of more than one part it is not known which is taken away.
    const value_cases choices =
        subscript.parts.size() == 1 ? value_finder(values).find(subscript.parts[0]) : value_cases();
    std::vector<place_case> more;
    for (const place_case& one : all) {
      for (const value_case& choice : choices) {
        place_case made = one;
        made.place.subscripts[i].value = choice.value;
        made.chosen.insert(made.chosen.end(), choice.chosen.begin(), choice.chosen.end());
        more.push_back(std::move(made));
      }
    }
    if (more.empty() || more.size() > most_cases) {
      return {};
    }
    all = std::move(more);
  }
  return all;
}

std::vector<place_case> gone_through(std::vector<place_case> all, const std::string& name,
                                     const loop_values& values) {
  const std::vector<polynomial> each = values_in(*values.loop_counting(name), values);
  std::vector<place_case> more;
  for (const place_case& one : all) {
    if (each.empty() || !mentions(one.place, name)) {
      more.push_back(one);
      continue;
    }
    for (const polynomial& value : each) {
      place_case made = one;
      for (place_subscript& subscript : made.place.subscripts) {
        subscript.value = subscript.value->with(name, value);
      }
      if (each.size() == 1) {
        made.through.push_back(values.loop_counting(name)->variable);
      }
      more.push_back(std::move(made));
    }
  }
  return more.size() > most_cases ? all : more;
}

} // namespace

std::vector<place_case> cases_of(const array_place& read, const array_place& write,
                                 const loop_values& values) {
  std::vector<place_case> all = with_choices(read, values);
  for (const std::string& name : values.counters()) {
    if (name != values.index() && !mentions(write, name)) {
      all = gone_through(std::move(all), name, values);
    }
  }
  all.insert(all.begin(), {read, {}});
  return all;
}

} // namespace ptools::tool
