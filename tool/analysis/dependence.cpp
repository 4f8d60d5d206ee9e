#include "dependence.hpp"

#include <algorithm>

#include "adjoining_blocks.hpp"
#include "array_access.hpp"
#include "block_overlap.hpp"
#include "call_accesses.hpp"
#include "callee_accesses.hpp"
#include "conditions.hpp"
#include "dependence_reports.hpp"
#include "expression.hpp"
#include "fixed_element.hpp"
#include "guards.hpp"
#include "meeting.hpp"
#include "possible_meetings.hpp"
#include "private_owners.hpp"
#include "ring_cases.hpp"
#include "shared_elements.hpp"
#include "subscript_origin.hpp"
#include "thread_locks.hpp"
#include "unknown_meetings.hpp"
#include "wandering.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class dependence_check {
public:
  dependence_check(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                   callee_effects& callees, program_index& index, reporter& report)
      : values_(loop, form, code, callees.context()), report_(report), reports_(values_, report),
        accesses_(find_accesses(values_)), in_calls_(find_call_accesses(values_, callees)),
        in_callees_(find_callee_accesses(values_, callees, index)), index_(index) {}

  std::vector<possible_meeting> run() {
    check_thread_locks(values_, index_, report_);
    for (const array_access& a : accesses_) {
      if (a.written && is_same_everywhere(a) && !is_excused(a)) {
        reports_.show_same(a);
      }
    }
    for (const array_access& a : accesses_) {
      if (a.order_matters() && !(a.updated && holds_lock(a.expression, values_.map()))) {
        see_alone(a);
      }
    }
    for (const array_access& a : in_calls_) {
      if (a.written && (a.whole || a.differs) && has_nothing_of_its_own(a)) {
        reports_.show_scattered(a, a.whole ? "the call goes over all of it in each iteration"
                                           : "the call writes the same elements in each iteration");
      } else if (a.differs && gone_over_by_all(a, values_)) {
        reports_.show_scattered(a, "the call writes the same elements in each iteration");
      } else if (a.written && blocks_overlap(a, a, values_)) {
        reports_.show_scattered(a, "the call reaches elements of the next value of '" +
                                       index_name() + "' as well");
      }
    }
    std::vector<array_access> everywhere = accesses_;
    everywhere.insert(everywhere.end(), in_calls_.begin(), in_calls_.end());
    everywhere.insert(everywhere.end(), in_callees_.begin(), in_callees_.end());
    check_private_owners(everywhere, values_, report_);
    for (const array_access& a : in_callees_) {
      if (!a.order_matters() || a.chosen_there) {
        continue;
      }
      if (has_nothing_of_its_own(a)) {
        reports_.show_scattered(a, "a function that is called changes it");
      } else if (!reports_.have_shown(a.expression) && reached_by_many(a, everywhere, values_)) {
        reports_.show_scattered(a, "several values of '" + index_name() + "' lead to it");
      } else if ((a.updated || a.differs) && !reports_.have_shown(a.expression)) {
        see_loops(a);
      }
    }
    for (const bool with_callees : {false, true}) {
      for (const array_access& write : everywhere) {
        for (const array_access& other : everywhere) {
          const bool in_callee = write.in_callee || other.in_callee;
          if ((write.written || write.updated) && in_callee == with_callees &&
              !(in_callee && reports_.have_shown_in(write, other))) {
            see_pair(write, other);
          }
        }
      }
    }
    possible_meetings later = find_possible_meetings(everywhere, values_);
    perhaps_.insert(perhaps_.end(), later.untold.begin(), later.untold.end());
    for (const auto& [write, other] : perhaps_) {
      if (!is_looked_at(*write, *other, later.told_at_start) &&
          !reports_.have_shown(other->expression) && !reports_.have_shown(write->expression)) {
        reports_.show_unseen(*write, *other);
      }
    }
    return std::move(later.told_at_start);
  }

private:
  /// When the loop starts.
  bool is_looked_at(const array_access& write, const array_access& other,
                    const std::vector<possible_meeting>& later) const {
    return std::any_of(later.begin(), later.end(), [&](const possible_meeting& one) {
      return one.written_array.empty() && one.written == values_.text(write.expression) &&
             one.other == values_.text(other.expression);
    });
  }

  void see_alone(const array_access& a) {
    if (may_be_the_same(a)) {
      reports_.show_scattered(a, {});
    } else if (reached_by_many(a, accesses_, values_)) {
      reports_.show_scattered(a, "several values of '" + index_name() + "' lead to it");
    } else if (lies_anywhere(a)) {
      reports_.show_scattered(a,
                              "from several values of '" + index_name() + "' the body gets to it");
    } else {
      see_loops(a);
    }
  }

  /// No subscript has the index in it, and one goes to where other iterations are.
  bool lies_anywhere(const array_access& a) const {
    bool found = false;
    for (const place_subscript& subscript : a.place.subscripts) {
      if (subscript.known.mentions_any(values_.counters())) {
        return false;
      }
      for (const Expr* part : subscript.unknown) {
        if (!wanders(part, values_) || !changes_in_a_loop(part, values_)) {
          return false;
        }
        found = true;
      }
    }
    return found && !a.place.by_function && !may_keep_apart(a.expression, values_);
  }

  /// With the loops around that count through its subscripts.
  void see_loops(const array_access& a) {
    array_access all = a;
    all.differs = a.differs || (a.value != nullptr && reads_what_is_written(a.value, 0));
    if (gone_over_by_all(all, values_)) {
      reports_.show_scattered(a, "a loop inside goes over the same elements in each iteration");
    } else if (multiplied_to_one(a, values_)) {
      reports_.show_scattered(a, "several values of '" + index_name() + "' lead to it");
    } else if (summed_to_one(a, values_)) {
      reports_.show_scattered(a, "the next value of '" + index_name() +
                                     "' leads to it with another one of the loop inside");
    } else if (writes_over_next(a, values_)) {
      reports_.show_scattered(a, "the loop inside reaches elements of the next value of '" +
                                     index_name() + "' as well");
    }
  }

  /// `u[j] = u[j - 1] + u[j + 1]`: not the same value in each iteration, though nothing of the
  /// iteration is in it.
  bool reads_what_is_written(const clang::Stmt* value, int depth) const {
    const auto reads = [&](const array_access& a) {
      return !a.written && a.expression == value &&
             std::any_of(accesses_.begin(), accesses_.end(), [&](const array_access& write) {
               return (write.written || write.updated) && is_same_array(write.place, a.place);
             });
    };
    if (std::any_of(accesses_.begin(), accesses_.end(), reads)) {
      return true;
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(value);
    const Expr* kept = reference == nullptr ? nullptr : values_.kept_value(reference->getDecl());
    if (kept != nullptr) {
      return depth < deepest_place && reads_what_is_written(kept, depth + 1);
    }
    return std::any_of(value->child_begin(), value->child_end(), [&](const clang::Stmt* part) {
      return part != nullptr && reads_what_is_written(part, depth);
    });
  }

  void see_pair(const array_access& write, const array_access& other) {
    if (!is_same_array(write.place, other.place) || exclude_each_other(write, other)) {
      return;
    }
    const bool known = !write.chosen_there && !other.chosen_there;
    // What a clamp ends at is the own element, or one that the border has.
    const bool shown = other.written && is_same_everywhere(other) && !is_excused(other);
    const meets_fixed fixed = known && !shown && !write.is_bounded() && !other.is_bounded()
                                  ? meet_at_fixed_element(write, other, values_)
                                  : meets_fixed::never;
    const bool certain =
        fixed == meets_fixed::certainly ||
        (known && (certainly_meet(write, other, values_) || reads_next(write, other)));
    if (!certain && fixed == meets_fixed::perhaps) {
      perhaps_.emplace_back(&write, &other);
    }
    if (!certain) {
      const bool read = !other.written && !other.updated && !is_in_swap(write, other);
      const bool swapped = swap_with_anyone(write, other) || swap_with_anyone(other, write);
      if ((read || swapped) && !reports_.have_shown(other.expression) &&
          !reports_.have_shown(write.expression) && may_meet_unseen(write, other, values_)) {
        reports_.show_unseen(write, other);
      }
      return;
    }
    if (other.updated || other.written) {
      reports_.show_scattered(other, "another iteration gets to it as '" +
                                         values_.text(write.expression) + "'");
    } else {
      reports_.show_carried(write, other);
    }
  }

  /// `flip ? next[i] : cur[i]` where the other one is written: no iteration gets to one of them.
  static bool exclude_each_other(const array_access& one, const array_access& other) {
    return std::any_of(one.given_there.begin(), one.given_there.end(), [&](const auto& given) {
      const auto there = other.given_there.find(given.first);
      return there != other.given_there.end() && there->second != given.second;
    });
  }

  /// Of two updates each is looked at alone.
  bool reads_next(const array_access& write, const array_access& other) const {
    return !other.written && !other.updated &&
           (blocks_overlap(write, other, values_) ||
            reaches_adjoining_block(write, other, values_) || reads_all(write, other));
  }

  /// `v[i] -= std::accumulate(v.begin(), v.end(), 0.0)`.
  bool reads_all(const array_access& write, const array_access& other) const {
    const auto moves = [&](const place_subscript& subscript) {
      return subscript.value && subscript.value->mentions(values_.index());
    };
    const auto counted = [&](const place_subscript& subscript) {
      return other.whole ? moves(subscript)
                         : other.of_range && subscript.value == polynomial::of(values_.index());
    };
    return !write.place.subscripts.empty() && counted(write.place.subscripts.back()) &&
           std::equal(write.place.subscripts.begin(), write.place.subscripts.end() - 1,
                      other.place.subscripts.begin(),
                      [&](const place_subscript& one, const place_subscript& same) {
                        return one.value && one.value == same.value && !moves(one);
                      }) &&
           !may_keep_apart(write.expression, values_) && !may_keep_apart(other.expression, values_);
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
           !reports_.have_shown(a.expression);
  }

  /// `std::swap(a[i], a[i ^ 1])` in each iteration: the other one's swaps it back. A ring is looked
  /// at when the loop starts.
  bool swap_with_anyone(const array_access& own, const array_access& other) const {
    const auto goes_over_all = [&](const place_subscript& subscript) {
      const auto growth = subscript.value
                              ? subscript.value->factor_of(values_.index(), values_.counters())
                              : std::nullopt;
      return growth && (*growth == polynomial(1) || *growth == polynomial(-1));
    };
    return (own.swapped || own.swap_partner) && (other.swapped || other.swap_partner) &&
           own.place.all_known() && !other.place.all_known() &&
           values_.step_of(values_.whole()) == 1 && !chooses_its_own(other, values_) &&
           find_ring_cases(other.place, values_).size() == 1 &&
           std::any_of(own.place.subscripts.begin(), own.place.subscripts.end(), goes_over_all);
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

  std::string index_name() const {
    const loop_form& form = values_.form();
    return (form.index != nullptr ? form.index : form.element)->getNameAsString();
  }

  loop_values values_;
  reporter& report_;
  dependence_reports reports_;
  std::vector<array_access> accesses_;
  std::vector<array_access> in_calls_;
  std::vector<array_access> in_callees_;
  /// Pairs that meet at an element of which nobody knows whether an iteration writes it.
  std::vector<std::pair<const array_access*, const array_access*>> perhaps_;
  program_index& index_;
};

} // namespace

std::vector<possible_meeting> check_dependences(const annotated_loop& loop, const loop_form& form,
                                                const loop_code& code, callee_effects& callees,
                                                program_index& index, reporter& report) {
  return dependence_check(loop, form, code, callees, index, report).run();
}

} // namespace ptools::tool
