#include "meeting.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "index_bounds.hpp"
#include "index_shift.hpp"
#include "mirrored.hpp"
#include "paired_conditions.hpp"
#include "place_cases.hpp"

namespace ptools::tool {

using clang::Expr;

namespace {

bool is_read(const array_access& a) {
  return !a.written && !a.updated;
}

/// `if (k == 0)`: perhaps not for the value that was taken.
bool is_for_some_values(const clang::Stmt* at, const std::vector<const clang::ValueDecl*>& loops,
                        const loop_values& values) {
  const std::vector<guard> guards = guards_of(at, values.map());
  return std::any_of(guards.begin(), guards.end(), [&](const guard& g) {
    return !names(g.condition, values.form().index) &&
           std::any_of(loops.begin(), loops.end(), [&](const clang::ValueDecl* variable) {
             return names(g.condition, variable);
           });
  });
}

bool lie_apart(const array_access& write, const array_place& written, const array_access& other,
               const loop_values& values) {
  const std::vector<place_case> cases = is_read(other) ? cases_of(other.place, written, values)
                                                       : std::vector<place_case>{{other.place, {}}};
  return std::any_of(cases.begin(), cases.end(), [&](const place_case& one) {
    const auto shift = shift_between(written, one.place, values);
    return shift && !never_so_far_apart(other.expression, write.expression, shift->index, values) &&
           !may_keep_both_out(write.expression, other.expression, one.chosen, *shift, values) &&
           !is_for_some_values(other.expression, one.through, values);
  });
}

bool lie_apart(const array_access& write, const array_access& other, const loop_values& values) {
  if (lie_apart(write, write.place, other, values)) {
    return true;
  }
  // `for (d = -1; d <= 1; ++d) s[i + d] = 2`: what is updated there is looked at alone.
  if (write.updated || !is_read(other)) {
    return false;
  }
  const std::vector<place_case> cases = cases_of(write.place, other.place, values);
  return std::any_of(cases.begin() + 1, cases.end(), [&](const place_case& one) {
    return one.chosen.empty() && !is_for_some_values(write.expression, one.through, values) &&
           lie_apart(write, one.place, other, values);
  });
}

/// A condition may choose one of the two.
bool change_places(const array_access& write, const array_access& other,
                   const loop_values& values) {
  return (is_mirrored(write.place, other.place, values) ||
          is_transposed(write.place, other.place, values)) &&
         !is_guarded(write.expression, values.map()) && !is_guarded(other.expression, values.map());
}

bool reads_all(const array_access& write, const array_access& read, const loop_values& values) {
  return goes_over_written(write.place, read.place, values) &&
         !may_keep_apart(write.expression, values) && !may_keep_apart(read.expression, values);
}

} // namespace

bool is_same_array(const array_place& write, const array_place& other) {
  if (write.steps.size() > other.steps.size() ||
      !std::equal(write.steps.begin(), write.steps.end(), other.steps.begin())) {
    return false;
  }
  return std::find(other.steps.begin() + static_cast<std::ptrdiff_t>(write.steps.size()),
                   other.steps.end(), nullptr) == other.steps.end();
}

bool certainly_meet(const array_access& write, const array_access& other,
                    const loop_values& values) {
  if (!is_read(other) && !other.updated) {
    return false;
  }
  return lie_apart(write, other, values) || change_places(write, other, values) ||
         (is_read(other) && reads_all(write, other, values));
}

} // namespace ptools::tool
