#include "index_shift.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace ptools::tool {

namespace {

using monomial = polynomial::monomial;

/// A quotient, rounded to the nearest; nothing if two are as near.
std::optional<std::int64_t> nearest(std::int64_t value, std::int64_t by) {
  constexpr std::int64_t largest = std::int64_t{1} << 60;
  if (std::max(value, by) > largest || std::min(value, by) < -largest) {
    return {};
  }
  const std::int64_t quotient = value / by;
  const std::int64_t rest = std::abs(value % by), whole = std::abs(by);
  if (rest > whole - rest) {
    return quotient + ((value < 0) == (by < 0) ? 1 : -1);
  }
  return rest == whole - rest ? std::nullopt : std::optional(quotient);
}

/// In one dimension, the sum over all counters of shift * factor must be `difference`.
struct equation {
  polynomial difference;
  std::map<std::string, polynomial> factors;
};

class shift_solver {
public:
  explicit shift_solver(std::vector<equation> equations) : equations_(std::move(equations)) {}

  /// Dimensions with few unknown shifts first: they are certain.
  std::optional<std::map<std::string, std::int64_t>>
  run(std::map<std::string, std::int64_t> known) const {
    std::vector<bool> done(equations_.size());
    for (std::size_t round = 0; round < equations_.size(); ++round) {
      std::size_t best = equations_.size(), fewest = 0;
      for (std::size_t i = 0; i < equations_.size(); ++i) {
        const std::size_t unknown = unknowns(equations_[i], known).size();
        if (!done[i] && (best == equations_.size() || unknown < fewest)) {
          best = i;
          fewest = unknown;
        }
      }
      done[best] = true;
      if (!solve(equations_[best], known)) {
        return {};
      }
    }
    return known;
  }

private:
  static std::vector<std::string> unknowns(const equation& one,
                                           const std::map<std::string, std::int64_t>& known) {
    std::vector<std::string> names;
    for (const auto& [name, factor] : one.factors) {
      if (known.count(name) == 0) {
        names.push_back(name);
      }
    }
    return names;
  }

  /// As digits of a number are found: what counts most first.
  static bool solve(const equation& one, std::map<std::string, std::int64_t>& known) {
    polynomial rest = one.difference;
    for (const auto& [name, factor] : one.factors) {
      if (const auto found = known.find(name); found != known.end()) {
        rest.add(factor, -found->second);
      }
    }
    std::vector<std::string> names = unknowns(one, known);
    const auto weight = [&](const std::string& name) {
      const polynomial& factor = one.factors.at(name);
      const monomial leading = factor.leading();
      return std::tuple(leading.size(), leading, std::abs(factor.coefficient(leading)));
    };
    std::sort(names.begin(), names.end(),
              [&](const std::string& a, const std::string& b) { return weight(a) > weight(b); });
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i + 1 < names.size() && weight(names[i]) == weight(names[i + 1])) {
        return false;
      }
      const polynomial& factor = one.factors.at(names[i]);
      const monomial leading = factor.leading();
      const auto shift = nearest(rest.coefficient(leading), factor.coefficient(leading));
      if (!shift) {
        return false;
      }
      known[names[i]] = *shift;
      rest.add(factor, -*shift);
    }
    return rest.is_zero();
  }

  std::vector<equation> equations_;
};

bool mentioned(const array_place& place, const std::string& name) {
  return std::any_of(place.subscripts.begin(), place.subscripts.end(),
                     [&](const place_subscript& s) { return s.value && s.value->mentions(name); });
}

std::optional<std::vector<equation>>
equations_for(const array_place& write, const array_place& read, const loop_values& values) {
  std::vector<equation> equations;
  for (std::size_t i = 0; i < write.subscripts.size(); ++i) {
    const polynomial& w = *write.subscripts[i].value;
    const polynomial& r = *read.subscripts[i].value;
    equation one;
    one.difference = r;
    one.difference.add(w, -1);
    if (one.difference.mentions_any(values.counters())) {
      return {};
    }
    for (const std::string& name : values.counters()) {
      auto factor = w.factor_of(name, values.counters());
      if (!factor) {
        return {};
      }
      if (!factor->is_zero()) {
        one.factors.emplace(name, std::move(*factor));
      }
    }
    equations.push_back(std::move(one));
  }
  return equations;
}

} // namespace

array_place with_names_of(const array_place& write, array_place read, const loop_values& values) {
  for (const std::string& theirs : values.counters()) {
    if (theirs == values.index() || !mentioned(read, theirs) || mentioned(write, theirs)) {
      continue;
    }
    const counted_loop* their_loop = values.loop_counting(theirs);
    for (const std::string& ours : values.counters()) {
      const counted_loop* our_loop = values.loop_counting(ours);
      if (ours == values.index() || !mentioned(write, ours) || mentioned(read, ours) ||
          values.ends_vary(*our_loop) || !values.run_alike(*their_loop, *our_loop)) {
        continue;
      }
      for (place_subscript& subscript : read.subscripts) {
        subscript.value = subscript.value->renamed(theirs, ours);
      }
      break;
    }
  }
  return read;
}

bool is_known(const array_place& place) {
  return std::all_of(place.subscripts.begin(), place.subscripts.end(),
                     [](const place_subscript& s) { return s.value.has_value(); });
}

std::optional<polynomial> index_shift::change_of(const polynomial& value,
                                                 const loop_values& values) const {
  polynomial change;
  for (const std::string& name : values.counters()) {
    const auto factor = value.factor_of(name, values.counters());
    if (!factor) {
      return {};
    }
    const auto inside = inner.find(name);
    change.add(*factor, name == values.index()  ? index
                        : inside == inner.end() ? 0
                                                : inside->second);
  }
  return change;
}

std::optional<index_shift> shift_between(const array_place& write, const array_place& read,
                                         const loop_values& values) {
  if (values.index().empty() || write.subscripts.size() != read.subscripts.size() ||
      !is_known(write) || !is_known(read) || !mentioned(write, values.index())) {
    return {};
  }
  const auto equations = equations_for(write, with_names_of(write, read, values), values);
  if (!equations) {
    return {};
  }
  const shift_solver solver(*equations);
  const auto solved = solver.run({});
  if (!solved || solved->at(values.index()) == 0) {
    return {};
  }
  const auto is_possible = [&](const std::map<std::string, std::int64_t>& shifts,
                               bool (loop_values::*reaches)(const counted_loop&, std::int64_t)
                                   const) {
    return std::all_of(shifts.begin(), shifts.end(), [&](const auto& shift) {
      return (values.*reaches)(*values.loop_counting(shift.first), shift.second);
    });
  };
  const auto keeps_all = [&](const auto& shift) {
    return shift.second == 0 || shift.first == values.index();
  };
  // A loop inside that goes farther than half a row may be meant, and the row is the same.
  const auto same_row = solver.run({{values.index(), 0}});
  if (same_row && is_possible(*same_row, &loop_values::may_reach) &&
      !std::all_of(solved->begin(), solved->end(), keeps_all)) {
    return {};
  }
  index_shift shift;
  for (const auto& [name, distance] : *solved) {
    const counted_loop& loop = *values.loop_counting(name);
    if (name == values.index()) {
      shift.index = distance;
    } else if (values.runs_over_its_own(loop)) {
      return {};
    } else {
      shift.inner[name] = distance;
    }
  }
  return is_possible(*solved, &loop_values::is_reached) ? std::optional(shift) : std::nullopt;
}

bool meets_itself(const array_place& place, const loop_values& values) {
  if (values.index().empty() || !is_known(place) || !mentioned(place, values.index())) {
    return false;
  }
  const auto step = values.step_of(values.whole());
  const auto equations = equations_for(place, place, values);
  if (!step || !equations) {
    return false;
  }
  for (const std::string& name : values.counters()) {
    const counted_loop& inner = *values.loop_counting(name);
    const auto inner_step = values.step_of(inner);
    if (name == values.index() || !mentioned(place, name) || inner.ranged || !inner_step ||
        values.runs_over_its_own(inner) || !values.is_reached(inner, *inner_step)) {
      continue;
    }
    // One step of the index and one of the inner loop, forth or back, cancel each other.
    for (const std::int64_t sign : {1, -1}) {
      const bool cancel = std::all_of(equations->begin(), equations->end(), [&](const auto& one) {
        polynomial sum;
        for (const auto& [counter, factor] : one.factors) {
          if (counter == values.index()) {
            sum.add(factor, *step);
          } else if (counter == name) {
            sum.add(factor, sign * *inner_step);
          }
        }
        return sum.is_zero();
      });
      if (cancel) {
        return true;
      }
    }
  }
  return false;
}

/// Whether a range-for goes with one subscript over elements of which the write has one, the others
/// being the same.
static bool has_position(const array_place& read, const std::string& position,
                         const array_place& write, const loop_values& values) {
  bool found = false;
  for (std::size_t i = 0; i < read.subscripts.size(); ++i) {
    const polynomial& there = *write.subscripts[i].value;
    if (*read.subscripts[i].value == polynomial::of(position) && there.mentions(values.index())) {
      found = true;
    } else if (*read.subscripts[i].value != there || there.mentions(values.index())) {
      return false;
    }
  }
  return found;
}

/// `for (i = 0; i < a.size(); ++i)` over a.
static bool counts_all(const counted_loop& inner, const array_place& read,
                       const loop_values& values) {
  const auto first = values.first_of(inner);
  const auto bound = values.bound_of(inner);
  const auto* root = clang::dyn_cast_or_null<clang::ValueDecl>(read.steps.front());
  if (!first || !first->is_zero() || !bound || root == nullptr || read.steps.size() < 2 ||
      read.steps[1] != nullptr || bound->terms().size() != 1) {
    return false;
  }
  const auto& [factors, times] = *bound->terms().begin();
  return times == 1 && factors.size() == 1 &&
         factors.front().rfind(loop_values::name_of(root) + ".size@", 0) == 0;
}

bool goes_over_written(const array_place& write, const array_place& read,
                       const loop_values& values) {
  if (values.index().empty() || write.subscripts.size() != read.subscripts.size() ||
      !is_known(write) || !is_known(read) || !mentioned(write, values.index()) ||
      mentioned(read, values.index())) {
    return false;
  }
  const auto limits = [&](const counted_loop& loop) {
    auto first = !loop.in_call && loop.first == nullptr ? std::nullopt : values.first_of(loop);
    auto bound = loop.compared && !loop.ranged ? values.bound_of(loop) : std::nullopt;
    return loop.down ? std::pair(bound, first) : std::pair(first, bound);
  };
  // Whether the last one is in it as well does not matter: there are others.
  const auto is_near = [](const auto& one, const auto& other) {
    if (!one || !other) {
      return false;
    }
    polynomial difference = *one;
    difference.add(*other, -1);
    const auto known = difference.constant();
    return known && std::abs(*known) <= 1;
  };
  const auto [first, bound] = limits(values.whole());
  for (const std::string& name : values.counters()) {
    const counted_loop& inner = *values.loop_counting(name);
    if (name == values.index() || !mentioned(read, name) || values.step_of(inner) != 1 ||
        values.runs_over_its_own(inner)) {
      continue;
    }
    // `for (const body& other : bodies)`: all elements of the array; `for (body& b : bodies)` with
    // a loop inside: more than its own.
    if (inner.ranged || values.whole().ranged || counts_all(inner, read, values)) {
      if (has_position(read, name, write, values)) {
        return true;
      }
      continue;
    }
    // All of the loop's own range, or the part of it before or behind the index.
    const auto [inner_first, inner_bound] = limits(inner);
    const bool from_first = is_near(first, inner_first);
    const bool to_bound = is_near(bound, inner_bound);
    const bool beside = (from_first && inner_bound && inner_bound->mentions(values.index())) ||
                        (to_bound && inner_first && inner_first->mentions(values.index()));
    if (!beside && !(from_first && to_bound)) {
      continue;
    }
    bool same = true;
    for (std::size_t i = 0; i < write.subscripts.size(); ++i) {
      same = same &&
             read.subscripts[i].value->renamed(name, values.index()) == *write.subscripts[i].value;
    }
    if (same) {
      return true;
    }
  }
  return false;
}

} // namespace ptools::tool
