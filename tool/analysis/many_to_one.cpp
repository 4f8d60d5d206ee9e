#include "many_to_one.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "array_place.hpp"
#include "callee_effects.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "index_shift.hpp"
#include "type_kinds.hpp"
#include "value_cases.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

class part_search {
public:
  part_search(const loop_values& values, const function_scope* scope)
      : values_(values), scope_(scope) {}

  std::optional<many_to_one> run(const array_place& place) {
    for (const place_subscript& subscript : place.subscripts) {
      see(subscript);
    }
    return found();
  }

  std::optional<many_to_one> run(const place_subscript& subscript) {
    see(subscript);
    return found();
  }

private:
  std::optional<many_to_one> found() const { return other_ ? std::nullopt : found_; }

  void see(const place_subscript& subscript) {
    if (subscript.led) {
      note(*subscript.led);
    } else {
      // A pointer that counts has no text of its own in it.
      other_ = other_ || (subscript.value ? subscript.value->mentions(values_.index())
                                          : subscript.parts.empty());
    }
    for (const Expr* part : subscript.parts) {
      if (!subscript.led || part != subscript.led->call) {
        visit(part, 0);
      }
    }
  }

  /// Of a function that is looked into, what nothing is known of.
  bool may_vary(const Expr* e) const {
    return values_.varies(e) || (scope_ != nullptr && !values_.fixed(e));
  }

  const Expr* kept_value(const clang::ValueDecl* variable) const {
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    return scope_ == nullptr || local == nullptr || !scope_->code.declares(local)
               ? values_.kept_value(variable)
           : scope_->changes.change(local) ? nullptr
                                           : local->getInit();
  }

  /// In each iteration, or goes through the same values there.
  bool is_the_same(const polynomial& value) const {
    return std::none_of(
        values_.counters().begin(), values_.counters().end(), [&](const std::string& name) {
          return value.mentions(name) && (name == values_.index() ||
                                          values_.runs_over_its_own(*values_.loop_counting(name)));
        });
  }

  void visit(const Expr* e, int depth) {
    e = e->IgnoreParens();
    if (const auto value = values_.value_of(e)) {
      other_ = other_ || !is_the_same(*value);
      return;
    }
    if (other_ || !may_vary(e)) {
      return;
    }
    if (depth > deepest_place) {
      other_ = true;
    } else if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
      visit_cast(cast, depth);
    } else if (const auto* full = dyn_cast<clang::FullExpr>(e)) {
      visit(full->getSubExpr(), depth + 1);
    } else if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(e)) {
      visit(temporary->getSubExpr(), depth + 1);
    } else if (const auto* list = dyn_cast<clang::InitListExpr>(e);
               list != nullptr && list->getNumInits() == 1) {
      visit(list->getInit(0), depth + 1);
    } else if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const Expr* value = kept_value(reference->getDecl());
      other_ = other_ || value == nullptr;
      if (value != nullptr) {
        visit(value, depth + 1);
      }
    } else if (const auto* operation = dyn_cast<clang::BinaryOperator>(e)) {
      visit_operation(operation, depth);
    } else if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
      if (may_vary(choice->getTrueExpr()) || may_vary(choice->getFalseExpr())) {
        other_ = true;
      } else {
        visit(choice->getCond(), depth + 1);
      }
    } else if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
      visit_call(call, depth);
    } else {
      other_ = true;
    }
  }

  /// `d[slot(i)]`, by what the function returns.
  void visit_call(const clang::CallExpr* call, int depth) {
    const clang::FunctionDecl* callee = certain_callee(call);
    const clang::FunctionDecl* definition = callee == nullptr || in_library(callee)
                                                ? nullptr
                                                : callee_effects::visible_definition(callee);
    const auto* all =
        definition == nullptr ? nullptr : dyn_cast<clang::CompoundStmt>(definition->getBody());
    if (all == nullptr) {
      other_ = true;
      return;
    }
    const body_map code(all);
    const reassignments changes(code);
    const function_scope scope{code, changes};
    const loop_values::inside_call inside(values_, call, definition);
    const auto results = code.results();
    if (!inside.entered() || results.size() != 1) {
      other_ = true;
      return;
    }
    part_search there(values_, &scope);
    there.visit(results[0], depth + 1);
    other_ = other_ || there.other_;
    if (there.found_) {
      there.found_->call = call;
      note(std::move(*there.found_));
    }
  }

  void visit_cast(const clang::CastExpr* cast, int depth) {
    const Expr* operand = cast->getSubExpr();
    const bool to_bool = cast->getCastKind() == clang::CK_IntegralToBoolean;
    if (!to_bool && cast->getCastKind() != clang::CK_IntegralCast &&
        cast->getCastKind() != clang::CK_LValueToRValue && cast->getCastKind() != clang::CK_NoOp) {
      other_ = true;
      return;
    }
    const auto value = values_.value_of(operand);
    if (value && value->mentions(values_.index())) {
      const unsigned width = to_bool ? 1 : values_.context().getIntWidth(cast->getType());
      note({many_to_one_kind::remainder, cast, *value, polynomial(std::int64_t{1} << width)});
      return;
    }
    visit(operand, depth + 1);
  }

  void visit_operation(const clang::BinaryOperator* operation, int depth) {
    switch (operation->getOpcode()) {
    case clang::BO_Add:
    case clang::BO_Sub:
    case clang::BO_Mul:
      visit(operation->getLHS(), depth + 1);
      visit(operation->getRHS(), depth + 1);
      return;
    case clang::BO_Div:
      note_division(many_to_one_kind::quotient, operation, values_.value_of(operation->getRHS()));
      return;
    case clang::BO_Rem:
      note_division(many_to_one_kind::remainder, operation, values_.value_of(operation->getRHS()));
      return;
    case clang::BO_Shr: {
      const auto by = values_.constant(operation->getRHS());
      note_division(many_to_one_kind::quotient, operation,
                    by && *by >= 0 && *by < 63 ? std::optional(polynomial(std::int64_t{1} << *by))
                                               : values_.value_of(operation->getRHS()));
      return;
    }
    case clang::BO_And:
      note_mask(operation, operation->getLHS(), operation->getRHS());
      return;
    default:
      other_ = other_ || !operation->isComparisonOp();
      if (!other_) {
        note_comparison(operation);
      }
    }
  }

  void note_division(many_to_one_kind kind, const clang::BinaryOperator* operation,
                     std::optional<polynomial> divisor) {
    const auto value = values_.value_of(operation->getLHS());
    if (!value || may_vary(operation->getRHS()) || !value->mentions(values_.index())) {
      other_ = other_ || !value || may_vary(operation->getRHS()) || !is_the_same(*value);
      return;
    }
    note({kind, operation, *value, std::move(divisor)});
  }

  void note_mask(const clang::BinaryOperator* operation, const Expr* operand, const Expr* mask) {
    if (!may_vary(operand)) {
      std::swap(operand, mask);
    }
    const auto value = values_.value_of(operand);
    auto bits = values_.value_of(mask);
    if (!value || !bits || may_vary(mask) || !value->mentions(values_.index())) {
      other_ = other_ || !value || !bits || may_vary(mask) || !is_the_same(*value);
      return;
    }
    const auto number = bits->constant();
    if (number && *number < 0 && (~*number & (~*number + 1)) == 0) {
      note({many_to_one_kind::quotient, operation, *value, polynomial(~*number + 1)});
      return;
    }
    std::int64_t all = 1;
    while (number && all <= *number && all < (std::int64_t{1} << 61)) {
      all *= 2; // no more values than that
    }
    bits->add(polynomial(1));
    note({many_to_one_kind::remainder, operation, *value, number ? polynomial(all) : bits});
  }

  void note_comparison(const clang::BinaryOperator* operation) {
    for (const Expr* side : {operation->getLHS(), operation->getRHS()}) {
      const auto value = values_.value_of(side);
      if (value && value->mentions(values_.index())) {
        note({many_to_one_kind::remainder, operation, *value, polynomial(2)});
        return;
      }
    }
    other_ = true;
  }

  void note(many_to_one one) {
    if (found_ && (found_->kind != one.kind || found_->operand != one.operand ||
                   found_->divisor != one.divisor)) {
      other_ = true; // quotient and remainder, perhaps
    }
    found_ = std::move(one);
  }

  const loop_values& values_;
  const function_scope* scope_;
  std::optional<many_to_one> found_;
  bool other_ = false;
};

bool has_names_of(const polynomial& one, const std::string& text) {
  return std::any_of(one.terms().begin(), one.terms().end(), [&](const auto& term) {
    return std::any_of(term.first.begin(), term.first.end(), [&](const std::string& factor) {
      return text.find(factor) != std::string::npos;
    });
  });
}

bool has_names_of(const clang::Stmt* in, const std::string& text) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(in);
  if (reference != nullptr &&
      text.find(loop_values::name_of(reference->getDecl())) != std::string::npos) {
    return true;
  }
  return std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
    return part != nullptr && has_names_of(part, text);
  });
}

/// Whether a divisor that is no number may be as large as the loop is long.
bool may_hold_all(const polynomial& divisor, const loop_values& values) {
  const counted_loop& whole = values.whole();
  auto length = values.length_of(whole);
  if (!length) {
    return has_names_of(whole.bound, divisor.text());
  }
  if (whole.inclusive) {
    length->add(polynomial(1));
  }
  polynomial more = *length;
  more.add(divisor, -1);
  if (const auto known = more.constant()) {
    return *known <= 0;
  }
  // Not `i % w` where the loop goes to `h * w`. Of other relations nothing is known.
  const auto& terms = divisor.terms();
  const bool multiple =
      terms.size() == 1 && terms.begin()->second == 1 &&
      std::all_of(length->terms().begin(), length->terms().end(), [&](const auto& term) {
        const auto& part = terms.begin()->first;
        return term.second > 0 &&
               std::includes(term.first.begin(), term.first.end(), part.begin(), part.end());
      });
  return !multiple &&
         (has_names_of(*length, divisor.text()) || has_names_of(divisor, length->text()));
}

/// `(x + n) % n` in a getter leads from beyond the border back to the grid: its callers are within,
/// or beside it.
bool wraps_once(const polynomial& operand, const polynomial& divisor) {
  polynomial before = operand;
  before.add(divisor, -1);
  return before.terms().size() < operand.terms().size();
}

std::optional<std::int64_t> count_of(const counted_loop& loop, std::int64_t step,
                                     const loop_values& values) {
  const auto length = values.length_of(loop);
  const auto known = length ? length->constant() : std::nullopt;
  if (!known) {
    return {};
  }
  const std::int64_t distance = std::abs(*known) + (loop.inclusive ? 1 : 0);
  return (distance + step - 1) / step;
}

/// A remainder of whatever changes with the index alone.
bool has_more_iterations_than_places(const many_to_one& found, const polynomial& operand,
                                     std::int64_t step, const loop_values& values) {
  auto inner = values.counters();
  inner.erase(values.index());
  const auto divisor = found.divisor->constant();
  if (found.kind != many_to_one_kind::remainder || !divisor || *divisor == 0 ||
      operand.mentions_any(inner)) {
    return false;
  }
  const auto iterations = count_of(values.whole(), step, values);
  return !iterations || *iterations > std::abs(*divisor);
}

} // namespace

std::optional<many_to_one> find_many_to_one(const array_place& place, const loop_values& values) {
  return part_search(values, nullptr).run(place);
}

std::optional<many_to_one> find_many_to_one(const place_subscript& subscript,
                                            const loop_values& values,
                                            const function_scope& scope) {
  return subscript.led ? subscript.led : part_search(values, &scope).run(subscript);
}

bool brings_together(const many_to_one& found, const loop_values& values) {
  const polynomial& operand = found.operand;
  const auto factor = operand.factor_of(values.index(), values.counters());
  const auto step = values.step_of(values.whole());
  if (!step || *step == 0 || !found.divisor) {
    return false;
  }
  if (!factor) { // `i * i`
    return has_more_iterations_than_places(found, operand, *step, values);
  }
  const std::int64_t times = factor->constant().value_or(0);
  if (times == 0) {
    return false;
  }
  auto inner = values.counters();
  inner.erase(values.index());
  const std::int64_t stride = std::abs(times * *step);
  const auto divisor = found.divisor->constant();
  if (found.kind == many_to_one_kind::quotient) {
    return divisor ? stride < std::abs(*divisor) : stride == 1;
  }
  if (operand.mentions_any(inner)) {
    array_place sum;
    sum.subscripts.emplace_back();
    sum.subscripts.back().value = operand;
    return meets_itself(sum, values);
  }
  if (!divisor) {
    return stride == 1 && !may_hold_all(*found.divisor, values) &&
           !(found.call != nullptr && wraps_once(operand, *found.divisor));
  }
  const auto iterations = count_of(values.whole(), *step, values);
  return *divisor != 0 &&
         (!iterations || *iterations > std::abs(*divisor) / std::gcd(*divisor, stride));
}

} // namespace ptools::tool
