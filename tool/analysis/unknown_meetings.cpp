#include "unknown_meetings.hpp"

#include <algorithm>

#include "adjoining_blocks.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "meeting.hpp"
#include "place_cases.hpp"
#include "subscript_origin.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class pair_check {
public:
  pair_check(const array_access& write, bool in_callee, const loop_values& values)
      : write_(write), in_callee_(in_callee), values_(values) {}

  bool run(const array_place& read) const {
    const std::size_t rows = std::min(write_.place.subscripts.size(), read.subscripts.size());
    bool open = false;
    for (std::size_t i = 0; i < rows; ++i) {
      switch (compare(write_.place.subscripts[i], read.subscripts[i])) {
      case relation::apart:
        return false;
      case relation::open:
        open = true;
        break;
      case relation::alike:
        break;
      }
    }
    return open;
  }

private:
  enum class relation { apart, alike, open };

  relation compare(const place_subscript& write, const place_subscript& read) const {
    if (write.value && read.value) {
      if (*write.value == *read.value) {
        return write.value->mentions_any(values_.counters()) ? relation::apart : relation::alike;
      }
      const bool fixed = !write.value->mentions_any(values_.counters()) &&
                         !read.value->mentions_any(values_.counters());
      if (fixed) {
        return relation::apart; // two rows
      }
      return relation::alike; // another question's
    }
    if (in_callee_ && !is_loaded(write) && !is_loaded(read)) {
      return relation::alike; // perhaps a loop of the function goes over what is its own
    }
    const bool its_own = share_a_part(write, read) || lie_in_own_block(write.known, read.known) ||
                         is_counted(write) || is_counted(read);
    return its_own ? relation::apart : relation::open;
  }

  bool is_loaded(const place_subscript& s) const {
    return s.loaded ||
           (!s.unknown.empty() && comes_from_memory(s.unknown, values_.form(), values_.map()));
  }

  /// `scratch[part() * n + k]`: what nobody knows of is the same on both sides.
  bool share_a_part(const place_subscript& one, const place_subscript& other) const {
    return std::any_of(one.unknown.begin(), one.unknown.end(), [&](const Expr* a) {
      return std::any_of(other.unknown.begin(), other.unknown.end(),
                         [&](const Expr* b) { return values_.text(a) == values_.text(b); });
    });
  }

  /// `block[i * n + which[k]]`, or a loop inside that goes over a part of the iteration's own.
  bool lie_in_own_block(const polynomial& write, const polynomial& read) const {
    for (const std::string& name : values_.counters()) {
      const auto* inner = values_.loop_counting(name);
      if (name != values_.index() && inner != nullptr && read.mentions(name) &&
          values_.runs_over_its_own(*inner)) {
        return true;
      }
    }
    const auto growth = write.factor_of(values_.index(), values_.counters());
    const auto other = read.factor_of(values_.index(), values_.counters());
    if (!growth || !other || growth->is_zero() || !(*growth == *other)) {
      return false;
    }
    const auto number = growth->constant();
    return !number || std::abs(*number) > 1;
  }

  /// A place that the iteration counts up in its own part.
  bool is_counted(const place_subscript& s) const {
    return std::any_of(s.unknown.begin(), s.unknown.end(), [&](const Expr* e) {
      return !comes_from_memory({e}, values_.form(), values_.map()) && names_changed_variable(e, 0);
    });
  }

  bool names_changed_variable(const clang::Stmt* in, int depth) const {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
      const clang::ValueDecl* variable = reference->getDecl();
      if (!clang::isa<clang::VarDecl>(variable) || !values_.map().declares(variable)) {
        return false;
      }
      const Expr* kept = depth < deepest_place ? values_.kept_value(variable) : nullptr;
      return kept != nullptr ? names_changed_variable(kept, depth + 1)
                             : values_.loop_counting(loop_values::name_of(variable)) == nullptr &&
                                   counts_from_its_own(variable);
    }
    return std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
      return part != nullptr && names_changed_variable(part, depth);
    });
  }

  /// It begins where the iteration's own part begins, and is only counted up or down.
  bool counts_from_its_own(const clang::ValueDecl* variable) const {
    std::vector<const Expr*> starts;
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (local != nullptr && local->getInit() != nullptr) {
      starts.push_back(local->getInit());
    }
    for (const clang::Stmt* statement : values_.map().statements()) {
      const auto* binary = dyn_cast<clang::BinaryOperator>(statement);
      const auto* reference =
          binary == nullptr || !binary->isAssignmentOp()
              ? nullptr
              : dyn_cast<clang::DeclRefExpr>(binary->getLHS()->IgnoreParenImpCasts());
      if (reference == nullptr || reference->getDecl() != variable) {
        continue;
      }
      if (binary->getOpcode() == clang::BO_Assign) {
        starts.push_back(binary->getRHS());
      } else if (binary->getOpcode() != clang::BO_AddAssign &&
                 binary->getOpcode() != clang::BO_SubAssign) {
        return false;
      }
    }
    return std::all_of(starts.begin(), starts.end(), [&](const Expr* start) {
      const auto value = values_.value_of(start);
      if (!value) {
        return values_.varies(start);
      }
      const auto growth = value->factor_of(values_.index(), values_.counters());
      const auto number = growth ? growth->constant() : std::nullopt;
      return !growth || (!growth->is_zero() && (!number || std::abs(*number) > 1));
    });
  }

  const array_access& write_;
  bool in_callee_;
  const loop_values& values_;
};

} // namespace

bool may_meet_unseen(const array_access& write, const array_access& read,
                     const loop_values& values) {
  const bool in_callee = write.in_callee || read.in_callee;
  const index_shift next{1, {}}; // a table of colours keeps neighbours apart, wherever they lie
  if (values.index().empty() || !is_same_array(write.place, read.place) ||
      (!in_callee && values.text(write.expression) == values.text(read.expression)) ||
      may_keep_apart(write.expression, values) || may_keep_apart(read.expression, values) ||
      may_keep_apart(write.expression, values, &next) ||
      may_keep_apart(read.expression, values, &next) || holds_lock(read.expression, values.map()) ||
      is_end_of_own_block(write, read, values)) {
    return false;
  }
  const std::vector<place_case> cases = cases_of(read.place, write.place, values);
  // The place itself comes first; its branches, where there are any, say more.
  const auto first = cases.begin() + (cases.size() > 1 ? 1 : 0);
  return std::any_of(first, cases.end(), [&](const place_case& one) {
    return pair_check(write, in_callee, values).run(one.place);
  });
}

} // namespace ptools::tool
