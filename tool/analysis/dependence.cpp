#include "dependence.hpp"

#include <algorithm>

#include "array_access.hpp"
#include "block_overlap.hpp"
#include "call_accesses.hpp"
#include "callee_accesses.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "meeting.hpp"
#include "possible_meetings.hpp"
#include "private_owners.hpp"
#include "shared_elements.hpp"
#include "shared_name.hpp"
#include "subscript_origin.hpp"
#include "thread_locks.hpp"
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
        accesses_(find_accesses(values_)), in_calls_(find_call_accesses(values_, callees)),
        in_callees_(find_callee_accesses(values_)) {}

  std::vector<possible_meeting> run() {
    check_thread_locks(values_, report_);
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
    for (const array_access& a : in_calls_) {
      if (a.written && a.whole && has_nothing_of_its_own(a)) {
        show_scattered(a, "the call goes over all of it in each iteration");
      } else if (a.written && blocks_overlap(a, a, values_)) {
        show_scattered(a, "the call reaches elements of the next value of '" + index_name() +
                              "' as well");
      }
    }
    std::vector<array_access> all = accesses_;
    all.insert(all.end(), in_calls_.begin(), in_calls_.end());
    std::vector<array_access> everywhere = all;
    everywhere.insert(everywhere.end(), in_callees_.begin(), in_callees_.end());
    check_private_owners(everywhere, values_, report_);
    for (const array_access& a : in_callees_) {
      if (a.order_matters() && has_nothing_of_its_own(a)) {
        show_scattered(a, "a function that is called changes it");
      }
    }
    for (const bool with_callees : {false, true}) {
      for (const array_access& write : everywhere) {
        for (const array_access& other : everywhere) {
          const bool in_callee = write.in_callee || other.in_callee;
          if ((write.written || write.updated) && in_callee == with_callees &&
              !(in_callee && is_shown(write, other))) {
            see_pair(write, other);
          }
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
    } else if (writes_over_next(a, values_)) {
      show_scattered(a, "the loop inside reaches elements of the next value of '" + index_name() +
                            "' as well");
    }
  }

  void see_pair(const array_access& write, const array_access& other) {
    if (!is_same_array(write.place, other.place)) {
      return;
    }
    if (!certainly_meet(write, other, values_) && !reads_next(write, other)) {
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

  /// Of two updates each is looked at alone.
  bool reads_next(const array_access& write, const array_access& other) const {
    return !other.written && !other.updated &&
           (blocks_overlap(write, other, values_) || reads_all(write, other));
  }

  /// `v[i] -= std::accumulate(v.begin(), v.end(), 0.0)`.
  bool reads_all(const array_access& write, const array_access& other) const {
    const auto moves = [&](const place_subscript& subscript) {
      return subscript.value && subscript.value->mentions(values_.index());
    };
    return other.whole && !write.place.subscripts.empty() && moves(write.place.subscripts.back()) &&
           std::equal(write.place.subscripts.begin(), write.place.subscripts.end() - 1,
                      other.place.subscripts.begin(),
                      [&](const place_subscript& one, const place_subscript& same) {
                        return one.value && one.value == same.value && !moves(one);
                      }) &&
           !may_keep_apart(write.expression, values_) && !may_keep_apart(other.expression, values_);
  }

  /// Whether one of the two, or something in the same call, was reported before.
  bool is_shown(const array_access& write, const array_access& other) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](const Expr* e) {
      return lies_in(e, write.expression) || lies_in(e, other.expression) ||
             lies_in(other.expression, e);
    });
  }
  bool lies_in(const clang::Stmt* at, const clang::Stmt* whole) const {
    while (at != nullptr && at != whole) {
      at = values_.map().parent(at);
    }
    return at != nullptr;
  }

  /// Nothing in the subscripts tells iterations apart, and no condition around the call does.
  bool has_nothing_of_its_own(const array_access& a) const {
    return std::all_of(a.place.subscripts.begin(), a.place.subscripts.end(),
                       [&](const place_subscript& subscript) {
                         return (subscript.value || subscript.loaded) &&
                                !(subscript.value && subscript.value->mentions(values_.index())) &&
                                !subscript.known.mentions_any(values_.counters());
                       }) &&
           !may_keep_apart(a.expression, values_) && !holds_lock(a.expression, values_.map()) &&
           shown_.count(a.expression) == 0;
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
    if (a.inner != nullptr) {
      f.notes.push_back({a.inner->getBeginLoc(), "the function changes it here"});
    }
    f.notes.push_back({f.where, "write 'shared(" + name_of(a) +
                                    ")' if no two iterations meet, or make its elements atomic"});
    report_.show(f);
  }

  void show_carried(const array_access& write, const array_access& read) {
    shown_.insert(read.expression);
    finding f{id::carried_dependence,
              read.expression->getBeginLoc(),
              {values_.text(read.expression), values_.text(write.expression)},
              {},
              {},
              {}};
    f.ranges.push_back(read.expression->getSourceRange());
    point_at(f, write, read);
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
    point_at(f, write, read);
    f.notes.push_back(
        {f.where, "read from a second array that keeps the values from before the loop, or write "
                  "'shared(" +
                      name_of(write) + ")' if no two iterations meet"});
    report_.show(f);
  }

  static void point_at(finding& f, const array_access& write, const array_access& read) {
    const Expr* at = write.inner != nullptr ? write.inner : write.expression;
    f.notes.push_back({at->getBeginLoc(), "it is written here"});
    if (read.inner != nullptr) {
      f.notes.push_back({read.inner->getBeginLoc(), "the function reads it here"});
    }
  }

  loop_values values_;
  reporter& report_;
  std::vector<array_access> accesses_;
  std::vector<array_access> in_calls_;
  std::vector<array_access> in_callees_;
  std::set<const Expr*> shown_;
};

} // namespace

std::vector<possible_meeting> check_dependences(const annotated_loop& loop, const loop_form& form,
                                                const loop_code& code, callee_effects& callees,
                                                reporter& report) {
  return dependence_check(loop, form, code, callees, report).run();
}

} // namespace ptools::tool
