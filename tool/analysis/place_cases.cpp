#include "place_cases.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "value_cases.hpp"

namespace ptools::tool {

namespace {

constexpr std::size_t most_cases = 256;
constexpr std::int64_t longest = 8; // of the loops inside that are gone through

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
    value_cases choices =
        subscript.parts.size() == 1 ? find_value_cases(subscript.parts[0], values) : value_cases();
    if (choices.empty()) {
      for (const polynomial& choice : subscript.choices) {
        choices.push_back({choice, {}});
      }
    }
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
