#include "possible_meetings.hpp"

#include <algorithm>

#include "block_overlap.hpp"
#include "conditions.hpp"
#include "element_run.hpp"
#include "front_conditions.hpp"
#include "front_text.hpp"
#include "guards.hpp"
#include "index_bounds.hpp"
#include "index_shift.hpp"
#include "meeting.hpp"
#include "one_object.hpp"
#include "ring_cases.hpp"
#include "shared_name.hpp"
#include "subscript_text.hpp"
#include "type_kinds.hpp"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

constexpr std::size_t most_meetings = 1000; // that a loop looks for as it starts

/// One text stands for all instances of a template: what was found with the constants of one is
/// asked where they are the same.
front_conditions instance_conditions(const loop_values& values) {
  front_conditions found;
  const clang::SourceManager& sources = values.context().getSourceManager();
  for (const clang::Stmt* statement : values.map().statements()) {
    const auto* given = dyn_cast<clang::SubstNonTypeTemplateParmExpr>(statement);
    const auto value = given == nullptr ? std::nullopt : values.constant(given->getReplacement());
    if (!value) {
      continue;
    }
    // As it is called there: another declaration of the template may call it something else.
    const clang::SourceLocation at = sources.getSpellingLoc(given->getNameLoc());
    const llvm::StringRef name = clang::Lexer::getSourceText(
        clang::CharSourceRange::getTokenRange(at), sources, values.context().getLangOpts());
    if (clang::isValidAsciiIdentifier(name)) {
      const std::string number = "::ptools::generated::number(";
      tool::add(found, {number + name.str() + ") == " + number + std::to_string(*value) + ")"});
    }
  }
  return found;
}

class meeting_finder {
public:
  meeting_finder(const std::vector<array_access>& accesses, const loop_values& values)
      : accesses_(accesses), values_(values), instance_(instance_conditions(values)) {}

  possible_meetings run() {
    for (const array_access& write : accesses_) {
      for (const array_access& other : accesses_) {
        if ((write.written || write.updated) && &write != &other && is_ordered(other)) {
          see(write, other);
          see_rings(write, other);
        }
      }
      if (write.order_matters() && !holds_lock(write.expression, values_.map())) {
        see_itself(write);
      }
    }
    return std::move(found_);
  }

private:
  /// It matters whether that comes before a write or after it.
  bool is_ordered(const array_access& other) const {
    const bool read = !other.written && !other.updated;
    return read || (other.updated && !holds_lock(other.expression, values_.map()));
  }

  void see(const array_access& write, const array_access& other) {
    if (write.place.by_function || other.place.by_function || write.chosen_there ||
        other.chosen_there) {
      return;
    }
    const auto objects = as_one_object(write, other);
    if (objects && see_objects(write, other, *objects)) {
      return;
    }
    if (is_same_array(write.place, other.place)) {
      lacks_text_ = false;
      look_for(write, other, {});
      if (lacks_text_ && !other.written && !other.updated) {
        found_.untold.emplace_back(&write, &other);
      }
      return;
    }
    if (!may_be_one_array(write, other)) {
      return;
    }
    array_access as_if = other;
    as_if.place.steps.front() = write.place.steps.front();
    possible_meeting made;
    made.written_array = name_of_root(write.place);
    made.other_array = name_of_root(other.place);
    if (made.written_array.empty() || made.other_array.empty()) {
      return;
    }
    const bool looked_for = look_for(write, as_if, made);
    if (meet(write, as_if) && !(looked_for && has_index_alone(write.place))) {
      add(write, other, made);
    }
  }

  /// Element by element, and with all that an iteration goes over: a row may be another one, and
  /// may reach into the next.
  bool look_for(const array_access& write, const array_access& other,
                const possible_meeting& made) {
    if (!can_be_written(write) || !can_be_written(other)) {
      return false;
    }
    const bool apart = see_distance(write, other, made);
    const bool rows = see_runs(write, other, made);
    return apart || rows;
  }

  /// `sum[i * hop + k] += x`: blocks that overlap where `k` goes further than `hop`.
  void see_itself(const array_access& write) {
    if (!write.place.by_function && !write.chosen_there && can_be_written(write)) {
      see_runs(write, write, {});
    }
  }

  /// Whether its subscripts can, where the loop begins.
  static bool can_be_written(const array_access& a) { return !a.place.inlined && !a.in_callee; }

  /// As far as the text tells, if both go by one array.
  bool meet(const array_access& write, const array_access& other) const {
    return certainly_meet(write, other, values_) ||
           (!other.written && !other.updated && blocks_overlap(write, other, values_));
  }

  /// Where one object would be enough for iterations to meet.
  bool see_objects(const array_access& write, const array_access& other, const one_object& one) {
    possible_meeting made;
    made.of = one.behind_address ? possible_meeting::kind::views : possible_meeting::kind::objects;
    made.written_array = name_of_root(write.place);
    made.other_array = name_of_root(other.place);
    if (made.written_array.empty() || made.other_array.empty() || !meet(one.write, one.other)) {
      return false;
    }
    add(write, other, made);
    return true;
  }

  /// `a[i] += a[(i + k) % n]`: as long as it does not come round, and when it has.
  void see_rings(const array_access& write, const array_access& other) {
    if (!is_same_array(write.place, other.place) || !can_be_written(write) ||
        !can_be_written(other) || (is_known(write.place) && is_known(other.place))) {
      return;
    }
    const std::vector<array_place> written = find_ring_cases(write.place, values_);
    const std::vector<array_place> read = find_ring_cases(other.place, values_);
    for (const array_place& w : written) {
      for (const array_place& r : read) {
        array_access one = write, two = other;
        one.place = w;
        two.place = r;
        see_distance(one, two, {});
      }
    }
  }

  bool has_index_alone(const array_place& place) const {
    return std::none_of(
        values_.counters().begin(), values_.counters().end(),
        [&](const std::string& name) { return name != values_.index() && mentions(place, name); });
  }

  /// With the loops inside at the same place in both iterations.
  bool see_distance(const array_access& write, const array_access& other, possible_meeting made) {
    if (!may_be_compared(write.place, other.place) || keeps_apart(write) || keeps_apart(other)) {
      return false;
    }
    const array_place there = with_names_of(write.place, other.place, values_);
    // `if (i != pivot) row(i) -= f * row(pivot)` keeps but one iteration away.
    const index_bounds here = find_index_bounds(write.expression, values_);
    const index_bounds elsewhere = find_index_bounds(other.expression, values_);
    const bool guarded = !here.tell_all || !elsewhere.tell_all;
    bool same = true, known = is_length_known(), all_told = true;
    for (std::size_t i = 0; i < there.subscripts.size(); ++i) {
      const auto one = compare(write.place.subscripts[i], there.subscripts[i], made.only_if);
      if (!one || (guarded && !one->alike)) {
        return false;
      }
      if (one->text.difference.empty()) {
        all_told = false;
        continue;
      }
      same = same && one->same;
      known = known && one->known;
      made.subscripts.push_back(one->text);
    }
    const bool one_array = made.written_array.empty();
    if (!all_told) {
      lacks_text_ = lacks_text_ || (one_array && same);
      return false;
    }
    if (one_array ? same || known                          // the text tells
                  : same && made.subscripts.size() != 1) { // only whole arrays have rows
      return false;
    }
    add_bounded(write, other, std::move(made), here, elsewhere);
    return true;
  }

  /// With all that a loop inside, or a call of the library, goes over in an iteration.
  bool see_runs(const array_access& write, const array_access& other, possible_meeting made) {
    if (!differ_at_the_end(write.place, other.place) || goes_over_own_rows(write.place) ||
        goes_over_own_rows(other.place) || keeps_apart(write) || keeps_apart(other) ||
        write.is_bounded() || other.is_bounded() || has_guarded_ends(write.expression, values_) ||
        has_guarded_ends(other.expression, values_)) {
      return false;
    }
    const auto one = find_element_run(write, values_);
    const auto two = find_element_run(other, values_);
    if (!one || !two || (one->count == polynomial(1) && two->count == polynomial(1))) {
      return false;
    }
    const auto growth = one->first.factor_of(values_.index(), values_.counters());
    polynomial difference = two->first;
    difference.add(one->first, -1);
    if (!growth || growth->mentions_any(values_.counters()) ||
        difference.mentions_any(values_.counters())) {
      return false;
    }
    const bool one_array = made.written_array.empty();
    if (one_array && is_decided(*growth, difference, *one, *two)) {
      return false;
    }
    const index_bounds here = find_index_bounds(write.expression, values_);
    const index_bounds elsewhere = find_index_bounds(other.expression, values_);
    if (!here.tell_all || !elsewhere.tell_all) {
      return false;
    }
    std::string grown = one->first_at_1 + " - (" + one->first_at_0 + ")";
    std::string apart = two->first_at_0 + " - (" + one->first_at_0 + ")";
    if (counts_addresses()) { // which do not stand in the texts
      if (!growth->constant() || !difference.constant()) {
        return false;
      }
      grown = number_text(*growth->constant());
      apart = number_text(*difference.constant());
    }
    tool::add(made.only_if, one->needs);
    tool::add(made.only_if, two->needs);
    made.subscripts.push_back({apart, grown, grown, one->count_text, two->count_text});
    add_bounded(write, other, std::move(made), here, elsewhere);
    return true;
  }

  /// All that the iterations do not have in common is in the last subscript.
  bool differ_at_the_end(const array_place& write, const array_place& other) const {
    if (values_.index().empty() || write.subscripts.empty() ||
        write.subscripts.size() != other.subscripts.size() || !is_known(write) ||
        !is_known(other)) {
      return false;
    }
    for (std::size_t i = 0; i + 1 < write.subscripts.size(); ++i) {
      if (write.subscripts[i].value != other.subscripts[i].value ||
          write.subscripts[i].value->mentions_any(values_.counters())) {
        return false;
      }
    }
    return true;
  }

  /// By their text: all of it known, or rows as long as they lie apart.
  bool is_decided(const polynomial& growth, const polynomial& difference, const element_run& write,
                  const element_run& other) const {
    if (growth.constant() && difference.constant() && write.count.constant() &&
        other.count.constant()) {
      return true;
    }
    polynomial above = growth, below = growth;
    above.add(difference, -1);
    above.add(other.count, -1);
    below.add(difference);
    below.add(write.count, -1);
    const auto enough = [](const polynomial& left) { return left.constant().value_or(-1) >= 0; };
    return enough(above) && enough(below);
  }

  bool may_be_compared(const array_place& write, const array_place& other) const {
    return !values_.index().empty() && write.subscripts.size() == other.subscripts.size() &&
           is_known(write) && is_known(other) && mentions(write, values_.index()) &&
           !begins_with_its_own(write);
  }

  struct comparison_of_subscripts {
    possible_meeting::subscript text; ///< empty where there is none
    bool alike;                       ///< they grow by the same
    bool same;                        ///< in every iteration
    bool known;                       ///< they grow alike, and by numbers
  };

  std::optional<comparison_of_subscripts> compare(const place_subscript& write,
                                                  const place_subscript& other,
                                                  front_conditions& needs) const {
    const auto growth = write.value->factor_of(values_.index(), values_.counters());
    const auto other_growth = other.value->factor_of(values_.index(), values_.counters());
    if (!growth || !other_growth) {
      return {};
    }
    const auto at_0 = [&](const polynomial& value) {
      return value.with(values_.index(), polynomial());
    };
    auto more = at_0(*other.value);
    const auto less = at_0(*write.value);
    if (!more || !less) {
      return {};
    }
    more->add(*less, -1);
    if (more->mentions_any(values_.counters())) {
      return {};
    }
    const auto difference = difference_text(*more, other, 0, write, 0, needs);
    const auto growth_text = difference_text(*growth, write, 1, write, 0, needs);
    const auto other_text = difference_text(*other_growth, other, 1, other, 0, needs);
    const bool alike = *growth == *other_growth;
    if (!difference || !growth_text || !other_text) {
      return alike && is_beyond_loop(*more, *growth)
                 ? std::nullopt
                 : std::optional(comparison_of_subscripts{{}, alike, false, false});
    }
    return comparison_of_subscripts{{*difference, *growth_text, *other_text},
                                    alike,
                                    alike && more->is_zero(),
                                    alike && more->constant() && growth->constant()};
  }

  /// `half[i] = a[i]` with `half = a + n`, for `i` below `n`; rows too.
  bool is_beyond_loop(const polynomial& difference, const polynomial& growth) const {
    const auto length = values_.length_of(values_.whole());
    const auto all = length ? length->times(growth) : std::nullopt;
    if (!all) {
      return false;
    }
    const auto further_by = [&](std::int64_t sign, std::int64_t direction) {
      polynomial more;
      more.add(difference, sign);
      more.add(*all, -direction);
      return more.constant();
    };
    // Nobody knows which sign a growth has that is no number.
    const auto step = growth.constant();
    for (const std::int64_t sign : {1, -1}) {
      const auto more = further_by(sign, step && *step < 0 ? -1 : 1);
      if (more && (step ? *more >= 0 : *more == 0)) {
        return true;
      }
    }
    return false;
  }

  static std::string number_text(std::int64_t number) {
    return "::ptools::generated::number(" + std::to_string(number) + ")";
  }

  std::optional<std::string> difference_text(const polynomial& value, const place_subscript& more,
                                             std::int64_t more_index, const place_subscript& less,
                                             std::int64_t less_index,
                                             front_conditions& needs) const {
    if (const auto known = value.constant()) {
      return number_text(*known);
    }
    const auto one = text_in_front(more, more_index, values_, needs);
    const auto other = text_in_front(less, less_index, values_, needs);
    return one && other ? std::optional(*one + " - (" + *other + ")") : std::nullopt;
  }

  bool is_length_known() const {
    const auto length = values_.length_of(values_.whole());
    return length && length->constant();
  }

  /// Nobody knows yet how far apart the iterations lie; what may hold for any distance is enough.
  bool keeps_apart(const array_access& a) const {
    const index_shift next{1, {}};
    return may_keep_apart(a.expression, values_) || may_keep_apart(a.expression, values_, &next) ||
           lets_one_through(a.expression, values_);
  }

  /// Two iterations may have no value of such a loop's variable in common.
  bool begins_with_its_own(const array_place& place) const {
    return std::any_of(values_.counters().begin(), values_.counters().end(),
                       [&](const std::string& name) {
                         return name != values_.index() && mentions(place, name) &&
                                values_.runs_over_its_own(*values_.loop_counting(name));
                       });
  }

  /// `for (j = b * rows; j < (b + 1) * rows; ++j)` around the loop that goes over a row.
  bool goes_over_own_rows(const array_place& place) const {
    return std::any_of(values_.counters().begin(), values_.counters().end(),
                       [&](const std::string& name) {
                         return name != values_.index() && mentions(place, name) &&
                                place.subscripts.back().value->coefficient({name}) != 1 &&
                                values_.runs_over_its_own(*values_.loop_counting(name));
                       });
  }

  /// Where the array begins is another place in each iteration.
  bool counts_addresses() const {
    return values_.form().index != nullptr && values_.form().index->getType()->isPointerType();
  }

  static bool mentions(const array_place& place, const std::string& name) {
    return std::any_of(
        place.subscripts.begin(), place.subscripts.end(),
        [&](const place_subscript& s) { return s.value && s.value->mentions(name); });
  }

  /// Elements of one type behind two names, one of which refers to something.
  bool may_be_one_array(const array_access& write, const array_access& other) const {
    const auto& one = write.place.steps;
    const auto& two = other.place.steps;
    return one.size() == two.size() && one.size() > 1 && one[1] == nullptr &&
           std::equal(one.begin() + 1, one.end(), two.begin() + 1) &&
           element_type(write) == element_type(other) && !is_promised(one[0]) &&
           !is_promised(two[0]) && (refers(one[0]) || refers(two[0]));
  }

  static clang::QualType element_type(const array_access& a) {
    return a.expression->getType().getNonReferenceType().getCanonicalType().getUnqualifiedType();
  }

  static clang::QualType type_of(const clang::Decl* root) {
    const auto* variable = clang::dyn_cast_or_null<clang::ValueDecl>(root);
    return variable == nullptr ? clang::QualType() : variable->getType();
  }
  static bool is_promised(const clang::Decl* root) {
    const clang::QualType type = type_of(root);
    return type.isNull() || type.isRestrictQualified();
  }
  static bool refers(const clang::Decl* root) {
    const clang::QualType type = type_of(root);
    return type->isPointerType() || type->isReferenceType() ||
           storage_of(type) == element_storage::elsewhere;
  }

  /// The text of what a place begins with, if it means the same in front of the loop.
  std::string name_of_root(const array_place& place) const {
    const auto* variable = dyn_cast<clang::ValueDecl>(place.steps.front());
    if (variable == nullptr || !variable->getDeclName().isIdentifier() || is_of_pack(variable) ||
        variable == values_.form().index || values_.map().declares(variable)) {
      return {};
    }
    const std::string name = variable->getNameAsString();
    if (clang::isa<clang::FieldDecl>(variable)) {
      return values_.map().this_uses().empty() ? "" : "this->" + name;
    }
    const auto& names = values_.map().references();
    const bool named = std::any_of(names.begin(), names.end(), [&](const auto* reference) {
      return reference->getDecl()->getCanonicalDecl() == variable->getCanonicalDecl() &&
             !reference->hasQualifier();
    });
    return named ? name : "";
  }

  void add_bounded(const array_access& write, const array_access& other, possible_meeting made,
                   const index_bounds& here, const index_bounds& elsewhere) {
    front_conditions conditions = instance_;
    tool::add(conditions, steady_guards(write.expression, values_));
    for (const front_conditions& more :
         {steady_guards(other.expression, values_), here.needs, elsewhere.needs, made.only_if}) {
      tool::add(conditions, more);
    }
    made.only_if = std::move(conditions);
    made.written_at_least = here.at_least;
    made.written_at_most = here.at_most;
    made.other_at_least = elsewhere.at_least;
    made.other_at_most = elsewhere.at_most;
    add(write, other, std::move(made));
  }

  void add(const array_access& write, const array_access& other, possible_meeting made) {
    made.other = values_.text(other.expression);
    made.written = values_.text(write.expression);
    made.array = name_for_shared(write, values_);
    std::vector<possible_meeting>& all = found_.told_at_start;
    if (all.size() < most_meetings && std::find(all.begin(), all.end(), made) == all.end()) {
      all.push_back(std::move(made));
    }
  }

  const std::vector<array_access>& accesses_;
  const loop_values& values_;
  const front_conditions instance_;
  possible_meetings found_;
  bool lacks_text_ = false; ///< a distance that is looked at
};

} // namespace

possible_meetings find_possible_meetings(const std::vector<array_access>& accesses,
                                         const loop_values& values) {
  return meeting_finder(accesses, values).run();
}

} // namespace ptools::tool
