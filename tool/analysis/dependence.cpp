#include "dependence.hpp"

#include <algorithm>

#include "array_access.hpp"
#include "call_accesses.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "meeting.hpp"
#include "possible_meetings.hpp"
#include "shared_elements.hpp"
#include "shared_name.hpp"
#include "subscript_origin.hpp"
#include "unknown_meetings.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class dependence_check {
public:
  dependence_check(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                   callee_effects& callees, reporter& report)
      : values_(loop, form, code, callees.context()), report_(report),
        accesses_(find_accesses(values_)), in_calls_(find_call_accesses(values_, callees)) {}

  std::vector<possible_meeting> run() {
    for (const array_access& a : accesses_) {
      if (a.written && is_same_everywhere(a) && !is_excused(a)) {
        show_same(a);
      }
    }
    for (const array_access& a : accesses_) {
      if (a.order_matters() && !(a.updated && holds_lock(a.expression, values_.map()))) {
        see_alone(a);
      }
    }
    std::vector<array_access> all = accesses_;
    all.insert(all.end(), in_calls_.begin(), in_calls_.end());
    for (const array_access& write : all) {
      for (const array_access& other : all) {
        if (write.written || write.updated) {
          see_pair(write, other);
        }
      }
    }
    return find_possible_meetings(all, values_);
  }

private:
  void see_alone(const array_access& a) {
    if (may_be_the_same(a)) {
      show_scattered(a, {});
    } else if (reached_by_many(a, accesses_, values_)) {
      show_scattered(a, "several values of '" + index_name() + "' lead to it");
    } else if (gone_over_by_all(a, values_)) {
      show_scattered(a, "a loop inside goes over the same elements in each iteration");
    } else if (multiplied_to_one(a, values_)) {
      show_scattered(a, "several values of '" + index_name() + "' lead to it");
    } else if (summed_to_one(a, values_)) {
      show_scattered(a, "the next value of '" + index_name() +
                            "' leads to it with another one of the loop inside");
    }
  }

  void see_pair(const array_access& write, const array_access& other) {
    if (!is_same_array(write.place, other.place)) {
      return;
    }
    if (!certainly_meet(write, other, values_)) {
      if (!other.written && !other.updated && shown_.count(other.expression) == 0 &&
          shown_.count(write.expression) == 0 && !is_in_swap(write, other) &&
          may_meet_unseen(write, other, values_)) {
        show_unseen(write, other);
      }
      return;
    }
    if (other.updated) {
      show_scattered(other,
                     "another iteration gets to it as '" + values_.text(write.expression) + "'");
    } else {
      show_carried(write, other);
    }
  }

  /// What changes places with another element is looked at where it is written.
  bool is_in_swap(const array_access& write, const array_access& read) const {
    return (write.swapped || write.swap_partner) &&
           std::any_of(accesses_.begin(), accesses_.end(), [&](const array_access& other) {
             return (other.swapped || other.swap_partner) &&
                    values_.text(other.expression) == values_.text(read.expression);
           });
  }

  /// No subscript tells the iterations apart, and one is what was found in memory.
  bool may_be_the_same(const array_access& a) const {
    bool loaded = false;
    for (const place_subscript& subscript : a.place.subscripts) {
      if (subscript.value && subscript.value->mentions(values_.index())) {
        return false;
      }
      loaded = loaded || comes_from_memory(subscript.parts, values_.form(), values_.map());
    }
    return loaded && !a.place.by_function && !chooses_its_own(a, values_);
  }

  bool is_same_everywhere(const array_access& a) const {
    return (a.place.subscripted || !a.constant) && !a.place.by_function &&
           std::all_of(a.place.subscripts.begin(), a.place.subscripts.end(),
                       [&](const place_subscript& subscript) {
                         return subscript.value &&
                                !subscript.value->mentions_any(values_.counters());
                       });
  }

  /// Behind a condition perhaps only one iteration gets there, but nobody knows; only where all
  /// would leave the same does it not matter.
  bool is_excused(const array_access& a) const {
    if (lets_one_through(a.expression, values_)) {
      return true;
    }
    if (!a.updated && a.constant) {
      return is_guarded(a.expression, values_.map());
    }
    return holds_lock(a.expression, values_.map()) &&
           (a.updated || is_guarded(a.expression, values_.map()));
  }

  std::string index_name() const { return values_.form().index->getNameAsString(); }

  std::string name_of(const array_access& a) const { return name_for_shared(a, values_); }

  void show_same(const array_access& a) {
    finding f{
        id::same_element, a.expression->getBeginLoc(), {values_.text(a.expression)}, {}, {}, {}};
    f.ranges.push_back(a.expression->getSourceRange());
    const bool chosen = !a.updated && is_guarded(a.expression, values_.map());
    f.notes.push_back(
        {f.where,
         (chosen ? "look for one value with 'reduce=max(VARIABLE)' or 'reduce=min(VARIABLE)' (one "
                   "that says where it was found is not available yet), or write 'shared("
                 : "accumulate into a variable with 'reduce=OPERATOR(VARIABLE)', make the element "
                   "atomic, or write 'shared(") +
             name_of(a) + ")' if no two iterations meet"});
    report_.show(f);
  }

  void show_scattered(const array_access& a, const std::string& why) {
    shown_.insert(a.expression);
    finding f{id::scattered_update,
              a.expression->getBeginLoc(),
              {values_.text(a.expression)},
              {},
              {},
              {}};
    f.ranges.push_back(a.expression->getSourceRange());
    if (!why.empty()) {
      f.notes.push_back({f.where, why});
    }
    f.notes.push_back({f.where, "write 'shared(" + name_of(a) +
                                    ")' if no two iterations meet, or make its elements atomic"});
    report_.show(f);
  }

  void show_carried(const array_access& write, const array_access& read) {
    finding f{id::carried_dependence,
              read.expression->getBeginLoc(),
              {values_.text(read.expression), values_.text(write.expression)},
              {},
              {},
              {}};
    f.ranges.push_back(read.expression->getSourceRange());
    f.notes.push_back({write.expression->getBeginLoc(), "it is written here"});
    f.notes.push_back(
        {f.where, "read from a second array that keeps the values from before the loop, or write "
                  "'shared(" +
                      name_of(write) + ")' if no two iterations meet"});
    report_.show(f);
  }

  void show_unseen(const array_access& write, const array_access& read) {
    shown_.insert(read.expression);
    finding f{id::unseen_dependence,
              read.expression->getBeginLoc(),
              {values_.text(read.expression), values_.text(write.expression)},
              {},
              {},
              {}};
    f.ranges.push_back(read.expression->getSourceRange());
    f.notes.push_back({write.expression->getBeginLoc(), "it is written here"});
    f.notes.push_back(
        {f.where, "read from a second array that keeps the values from before the loop, or write "
                  "'shared(" +
                      name_of(write) + ")' if no two iterations meet"});
    report_.show(f);
  }

  loop_values values_;
  reporter& report_;
  std::vector<array_access> accesses_;
  std::vector<array_access> in_calls_;
  std::set<const Expr*> shown_;
};

} // namespace

std::vector<possible_meeting> check_dependences(const annotated_loop& loop, const loop_form& form,
                                                const loop_code& code, callee_effects& callees,
                                                reporter& report) {
  return dependence_check(loop, form, code, callees, report).run();
}

} // namespace ptools::tool
