#include "dependence.hpp"

#include <algorithm>

#include "array_access.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "index_shift.hpp"
#include "mirrored.hpp"
#include "place_cases.hpp"
#include "shared_elements.hpp"
#include "subscript_origin.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class dependence_check {
public:
  dependence_check(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                   reporter& report, const clang::ASTContext& context)
      : values_(loop, form, code, context), report_(report), accesses_(find_accesses(values_)) {}

  void run() {
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
    for (const array_access& write : accesses_) {
      for (const array_access& other : accesses_) {
        if (write.written || write.updated) {
          see_pair(write, other);
        }
      }
    }
  }

private:
  void see_alone(const array_access& a) {
    if (may_be_the_same(a)) {
      show_scattered(a, {});
    } else if (reached_by_many(a, accesses_, values_)) {
      show_scattered(a, "several values of '" + index_name() + "' lead to it");
    } else if (gone_over_by_all(a, values_)) {
      show_scattered(a, "a loop inside goes over the same elements in each iteration");
    } else if (summed_to_one(a, values_)) {
      show_scattered(a, "the next value of '" + index_name() +
                            "' leads to it with another one of the loop inside");
    }
  }

  void see_pair(const array_access& write, const array_access& other) {
    if (!is_same_array(write.place, other.place)) {
      return;
    }
    if (!other.written && !other.updated) {
      if (meet(write, other) || reads_all(write, other) || change_places(write, other)) {
        show_carried(write, other);
      }
    } else if (other.updated && (meet(write, other) || change_places(write, other))) {
      show_scattered(other,
                     "another iteration gets to it as '" + values_.text(write.expression) + "'");
    }
  }

  /// What is written is what is read there, or all that it is a part of.
  static bool is_same_array(const array_place& write, const array_place& read) {
    if (write.steps.size() > read.steps.size() ||
        !std::equal(write.steps.begin(), write.steps.end(), read.steps.begin())) {
      return false;
    }
    return std::find(read.steps.begin() + static_cast<std::ptrdiff_t>(write.steps.size()),
                     read.steps.end(), nullptr) == read.steps.end();
  }

  bool meet(const array_access& write, const array_access& other) const {
    const bool read = !other.written && !other.updated;
    const std::vector<place_case> cases = read ? cases_of(other.place, write.place, values_)
                                               : std::vector<place_case>{{other.place, {}}};
    return std::any_of(cases.begin(), cases.end(), [&](const place_case& one) {
      const auto shift = shift_between(write.place, one.place, values_);
      return shift && !may_keep_apart(write.expression, values_, &*shift) &&
             !may_keep_apart(other.expression, values_, &*shift) &&
             std::none_of(one.chosen.begin(), one.chosen.end(), [&](const Expr* branch) {
               return may_keep_apart(branch, values_, &*shift);
             });
    });
  }

  /// A condition may choose one of the two.
  bool change_places(const array_access& write, const array_access& other) const {
    return (is_mirrored(write.place, other.place, values_) ||
            is_transposed(write.place, other.place, values_)) &&
           !is_guarded(write.expression, values_.map()) &&
           !is_guarded(other.expression, values_.map());
  }

  bool reads_all(const array_access& write, const array_access& read) const {
    return goes_over_written(write.place, read.place, values_) &&
           !may_keep_apart(write.expression, values_) && !may_keep_apart(read.expression, values_);
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

  /// Behind a condition, perhaps only one iteration gets there. Of those that change what they find
  /// there, nobody would write a condition for one alone other than by its number.
  bool is_excused(const array_access& a) const {
    if (lets_one_through(a.expression, values_)) {
      return true;
    }
    const bool guarded = is_guarded(a.expression, values_.map());
    if (a.updated || guarded) {
      const bool chooses = a.updated || chosen_by_written(a);
      return !chooses || holds_lock(a.expression, values_.map());
    }
    return false;
  }

  /// `if (x[i] > *most) *most = x[i]`: the guard, or what is assigned, comes from what another
  /// iteration writes.
  bool chosen_by_written(const array_access& a) const {
    if (a.constant) {
      return false; // done once or more often, it is the same
    }
    std::vector<const Expr*> sources = guards_of(a.expression, values_.map());
    if (a.value != nullptr) {
      sources.push_back(a.value);
    }
    return std::any_of(accesses_.begin(), accesses_.end(), [&](const array_access& read) {
      return !read.written && !read.updated && is_same_everywhere(read) && is_written(read.place) &&
             std::any_of(sources.begin(), sources.end(), [&](const Expr* source) {
               return comes_from(source, read.expression, 0);
             });
    });
  }

  bool is_written(const array_place& place) const {
    return std::any_of(accesses_.begin(), accesses_.end(), [&](const array_access& write) {
      return write.written && write.place.steps == place.steps && is_same_everywhere(write) &&
             std::equal(write.place.subscripts.begin(), write.place.subscripts.end(),
                        place.subscripts.begin(), place.subscripts.end(),
                        [](const auto& a, const auto& b) { return a.value == b.value; });
    });
  }

  bool comes_from(const clang::Stmt* value, const Expr* part, int depth) const {
    if (value == part) {
      return true;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
      const Expr* kept = depth < deepest_place ? values_.kept_value(reference->getDecl()) : nullptr;
      return kept != nullptr && comes_from(kept, part, depth + 1);
    }
    return std::any_of(value->child_begin(), value->child_end(), [&](const clang::Stmt* inside) {
      return inside != nullptr && comes_from(inside, part, depth);
    });
  }

  std::string index_name() const { return values_.form().index->getNameAsString(); }

  /// The name in the text of the body that `shared(...)` may list.
  std::string name_of(const array_access& a) const {
    const std::string named = name_in(a.expression, a.place);
    if (!named.empty()) {
      return named;
    }
    const auto* variable = clang::dyn_cast_or_null<clang::NamedDecl>(a.place.steps.front());
    return variable == nullptr ? "" : variable->getNameAsString();
  }

  std::string name_in(const clang::Stmt* in, const array_place& place) const {
    const clang::ValueDecl* found = nullptr;
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
      found = values_.map().declares(reference->getDecl()) ? nullptr : reference->getDecl();
    } else if (const auto* member = dyn_cast<clang::MemberExpr>(in)) {
      found = clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())
                  ? member->getMemberDecl()
                  : nullptr;
    }
    if (found != nullptr && found->getDeclName().isIdentifier() &&
        place.names.count(found->getNameAsString()) != 0) {
      return found->getNameAsString();
    }
    for (const clang::Stmt* part : in->children()) {
      const std::string inside = part == nullptr ? "" : name_in(part, place);
      if (!inside.empty()) {
        return inside;
      }
    }
    return {};
  }

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
        {f.where, "read from a second array that keeps the values from before the loop"});
    report_.show(f);
  }

  loop_values values_;
  reporter& report_;
  std::vector<array_access> accesses_;
};

} // namespace

void check_dependences(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                       reporter& report, const clang::ASTContext& context) {
  dependence_check(loop, form, code, report, context).run();
}

} // namespace ptools::tool
