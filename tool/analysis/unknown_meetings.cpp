#include "unknown_meetings.hpp"

#include <algorithm>

#include "adjoining_blocks.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "meeting.hpp"
#include "place_cases.hpp"
#include "subscript_origin.hpp"
#include "wandering.hpp"

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
      // Otherwise another question's.
      const bool list = (is_next_to_index(*write.value) && is_of_own_list(*read.value)) ||
                        (is_next_to_index(*read.value) && is_of_own_list(*write.value));
      return list ? relation::open : relation::alike;
    }
    if (in_callee_ && !is_loaded(write) && !is_loaded(read)) {
      return relation::alike; // perhaps a loop of the function goes over what is its own
    }
    const bool its_own = share_a_part(write, read) || lie_in_own_block(write.known, read.known) ||
                         is_counted(write) || is_counted(read);
    return its_own ? relation::apart : relation::open;
  }

  /// `a[i]`: each iteration has one.
  bool is_next_to_index(const polynomial& one) const {
    auto inner = values_.counters();
    inner.erase(values_.index());
    const auto growth = one.factor_of(values_.index(), values_.counters());
    const auto number = growth ? growth->constant() : std::nullopt;
    return number && std::abs(*number) == 1 && !one.mentions_any(inner);
  }

  /// `a[j]`, from `i - reach[i]` or `begin[i]` on: each iteration goes over as many as it likes.
  bool is_of_own_list(const polynomial& one) const {
    return !one.mentions(values_.index()) &&
           std::any_of(values_.counters().begin(), values_.counters().end(),
                       [&](const std::string& name) {
                         const counted_loop& inner = *values_.loop_counting(name);
                         return name != values_.index() && one.mentions(name) && !inner.ranged &&
                                values_.step_of(inner) == 1 && values_.runs_over_its_own(inner);
                       });
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
                                   has_a_start(variable) && counts_from_its_own(variable, values_);
    }
    return std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
      return part != nullptr && names_changed_variable(part, depth);
    });
  }

  /// Not one that only a call fills: `int far; read(far);`.
  bool has_a_start(const clang::ValueDecl* variable) const {
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    const auto& all = values_.map().statements();
    return (local != nullptr && local->getInit() != nullptr) ||
           std::any_of(all.begin(), all.end(), [&](const clang::Stmt* statement) {
             const auto* binary = dyn_cast<clang::BinaryOperator>(statement);
             const auto* named =
                 binary == nullptr || !binary->isAssignmentOp()
                     ? nullptr
                     : dyn_cast<clang::DeclRefExpr>(binary->getLHS()->IgnoreParens());
             return named != nullptr && named->getDecl() == variable;
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
