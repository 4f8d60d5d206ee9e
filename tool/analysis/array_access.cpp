#include "array_access.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "expression.hpp"
#include "library_functions.hpp"
#include "same_value.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

/// Locks and atomics are there for this.
bool is_atomic(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && in_std(record) &&
         (record->getName().contains("atomic") || record->getName().ends_with("mutex"));
}

class access_finder {
public:
  access_finder(const loop_values& values, const body_map& code, const place_finder& places)
      : values_(values), code_(code), places_(places) {}

  std::vector<array_access> run() {
    for (const clang::Stmt* statement : code_.statements()) {
      if (const auto* expression = dyn_cast<Expr>(statement)) {
        if (may_name_an_element(expression)) {
          see(expression);
        }
      } else if (const auto* ranged = dyn_cast<clang::CXXForRangeStmt>(statement)) {
        see_copies(ranged);
      }
    }
    find_swaps();
    return std::move(accesses_);
  }

private:
  bool may_name_an_element(const Expr* e) const {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      // A parameter of a function that is looked into stands for what was given.
      const clang::ValueDecl* named = reference->getDecl();
      return clang::isa<clang::BindingDecl>(named)
                 ? code_.declares(named)
                 : named->getType()->isReferenceType() &&
                       (code_.declares(named) || clang::isa<clang::ParmVarDecl>(named));
    }
    return clang::isa<clang::ArraySubscriptExpr, clang::UnaryOperator, clang::CallExpr,
                      clang::MemberExpr>(e);
  }

  void see(const Expr* expression) {
    const clang::Stmt* up = code_.parent(expression);
    while (clang::isa_and_nonnull<clang::ParenExpr>(up) || is_choice_of(up, expression)) {
      up = code_.parent(up);
    }
    const auto* member = dyn_cast_or_null<clang::MemberExpr>(up);
    if (member != nullptr && !member->isArrow() &&
        clang::isa<clang::FieldDecl>(member->getMemberDecl())) {
      return; // only a part of it is touched
    }
    array_access access;
    access.expression = expression;
    access.value = assigned_to(expression, up);
    const std::optional<bool> written = access.value != nullptr ? true : is_written(expression, up);
    access.updated = is_updated(expression, up);
    access.swapped = is_swap(up);
    if (!written && !access.updated) {
      return;
    }
    auto place = places_.find(expression);
    if (!place || place->subscripts.empty() || is_named_shared(*place)) {
      return;
    }
    access.place = std::move(*place);
    access.written = written.value_or(false);
    access.constant = access.value != nullptr && is_the_same_everywhere(access.value, values_);
    accesses_.push_back(std::move(access));
  }

  /// `for (double x : a)` reads all elements; with a reference those that are used are.
  void see_copies(const clang::CXXForRangeStmt* ranged) {
    const clang::VarDecl* element = ranged->getLoopVariable();
    auto place =
        element->getType()->isReferenceType() ? std::nullopt : places_.find_elements(element);
    if (!place || is_named_shared(*place)) {
      return;
    }
    array_access access;
    access.expression = ranged->getRangeInit();
    access.place = std::move(*place);
    accesses_.push_back(std::move(access));
  }

  bool is_named_shared(const array_place& place) const {
    return std::any_of(place.names.begin(), place.names.end(), [&](const std::string& name) {
      return is_declared_shared(values_.loop(), name);
    });
  }

  /// `i > 0 ? a[i - 1] : a[0]` is read where the whole is.
  static bool is_choice_of(const clang::Stmt* up, const Expr* branch) {
    const auto* choice = dyn_cast_or_null<clang::ConditionalOperator>(up);
    return choice != nullptr && choice->isLValue() &&
           (choice->getTrueExpr()->IgnoreParens() == branch ||
            choice->getFalseExpr()->IgnoreParens() == branch);
  }

  static bool is_call_of(const clang::CallExpr* call, llvm::StringRef name) {
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    return callee != nullptr && in_std(callee) && callee->getDeclName().isIdentifier() &&
           callee->getName() == name && call->getNumArgs() == 2;
  }

  static bool is_swap(const clang::Stmt* up) {
    return is_call_of(dyn_cast_or_null<clang::CallExpr>(up), "swap");
  }

  /// `old = std::exchange(x, e)`.
  static bool is_exchange(const clang::Stmt* up, const Expr* whole) {
    const auto* call = dyn_cast_or_null<clang::CallExpr>(up);
    return is_call_of(call, "exchange") && is_this(call->getArg(0), whole);
  }

  /// `t = a; a = b; b = t` is a swap as well.
  void find_swaps() {
    for (array_access& last : accesses_) {
      const Expr* kept = last.value == nullptr ? nullptr : bare_place(last.value);
      const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(kept);
      kept = reference == nullptr ? nullptr : values_.kept_value(reference->getDecl());
      if (kept == nullptr) {
        continue;
      }
      const auto first =
          std::find_if(accesses_.begin(), accesses_.end(), [&](const array_access& one) {
            return one.value != nullptr && values_.text(one.expression) == values_.text(kept) &&
                   values_.text(one.value) == values_.text(last.expression);
          });
      if (first != accesses_.end()) {
        last.swapped = first->swap_partner = true;
      }
    }
  }

  /// Past parentheses, which may stand anywhere.
  static bool is_this(const Expr* part, const Expr* whole) { return part->IgnoreParens() == whole; }

  /// `x += e`, `++x`, `x = f(x)`, `x.push_back(e)`; a function that can be seen says more itself.
  bool is_updated(const Expr* whole, const clang::Stmt* up) const {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return is_this(binary->getLHS(), whole) &&
             (binary->isCompoundAssignmentOp() || (binary->getOpcode() == clang::BO_Assign &&
                                                   reads(binary->getRHS(), values_.text(whole))));
    }
    if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(up)) {
      return unary->isIncrementDecrementOp();
    }
    if (is_atomic(whole->getType())) {
      return false;
    }
    if (const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(past_casts(up))) {
      return call->getNumArgs() != 0 && call->getArg(0)->IgnoreParenImpCasts() == whole &&
             call->isAssignmentOp() &&
             (call->getOperator() != clang::OO_Equal ||
              (call->getNumArgs() == 2 && reads(call->getArg(1), values_.text(whole))));
    }
    if (clang::isa_and_nonnull<clang::CallExpr>(up)) {
      return is_swap(up) || is_exchange(up, whole);
    }
    const auto* member = dyn_cast_or_null<clang::MemberExpr>(up);
    const auto* method = member == nullptr || member->isArrow()
                             ? nullptr
                             : dyn_cast<clang::CXXMethodDecl>(member->getMemberDecl());
    return method != nullptr && !method->isStatic() && !method->isConst() &&
           !is_element_access(method) && !guards_itself(whole->getType()) &&
           (in_library(method) || callee_effects::visible_definition(method) == nullptr);
  }

  /// What an assignment to `whole` assigns, or null.
  const Expr* assigned_to(const Expr* whole, const clang::Stmt* up) const {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return binary->getOpcode() == clang::BO_Assign && is_this(binary->getLHS(), whole)
                 ? binary->getRHS()
                 : nullptr;
    }
    const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(past_casts(up));
    return call != nullptr && call->getOperator() == clang::OO_Equal && call->getNumArgs() == 2 &&
                   call->getArg(0)->IgnoreParenImpCasts() == whole
               ? call->getArg(1)
               : nullptr;
  }

  /// Whether `place` stands in an expression, by its text.
  bool reads(const Expr* in, const std::string& place) const {
    if (may_name_an_element(in) && values_.text(in) == place) {
      return true;
    }
    for (const clang::Stmt* part : in->children()) {
      const auto* expression = dyn_cast_or_null<Expr>(part);
      if (expression != nullptr && reads(expression, place)) {
        return true;
      }
    }
    return false;
  }

  const clang::Stmt* past_casts(const clang::Stmt* at) const {
    while (clang::isa_and_nonnull<clang::ImplicitCastExpr, clang::ParenExpr>(at)) {
      at = code_.parent(at);
    }
    return at;
  }

  /// `std::optional<double>(x)`, `list.emplace_back(x)`: by references that could do anything.
  static bool is_copied_by_library(const clang::Stmt* up) {
    if (const auto* construct = dyn_cast_or_null<clang::CXXConstructExpr>(up)) {
      return in_std(construct->getConstructor()) && copies_what_it_is_made_of(construct->getType());
    }
    const auto* call = dyn_cast_or_null<clang::CallExpr>(up);
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    constexpr llvm::StringLiteral copying[] = {"emplace",       "emplace_back", "emplace_front",
                                               "make_optional", "make_pair",    "make_tuple"};
    return callee != nullptr && in_std(callee) && callee->getDeclName().isIdentifier() &&
           std::find(std::begin(copying), std::end(copying), callee->getName()) !=
               std::end(copying);
  }

  static bool copies_what_it_is_made_of(clang::QualType type) {
    const clang::CXXRecordDecl* record = class_of(type);
    constexpr llvm::StringLiteral copies[] = {"optional", "pair", "tuple", "variant", "any"};
    return record != nullptr && record->getDeclName().isIdentifier() &&
           std::find(std::begin(copies), std::end(copies), record->getName()) != std::end(copies);
  }

  static std::optional<bool> is_written(const Expr* whole, const clang::Stmt* up) {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return binary->isAssignmentOp() && is_this(binary->getLHS(), whole) ? std::optional(true)
                                                                          : std::nullopt;
    }
    if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(up)) {
      return unary->isIncrementDecrementOp() ? std::optional(true) : std::nullopt;
    }
    if (is_copied_by_library(up)) {
      return false;
    }
    // A class is read where it is bound to a reference to const: by a copy, an operator.
    const auto* cast = dyn_cast_or_null<clang::ImplicitCastExpr>(up);
    return cast != nullptr && (cast->getCastKind() == clang::CK_LValueToRValue ||
                               (cast->getCastKind() == clang::CK_NoOp && cast->isLValue() &&
                                cast->getType().isConstQualified()))
               ? std::optional(false)
               : std::nullopt;
  }

  const loop_values& values_;
  const body_map& code_;
  const place_finder& places_;
  std::vector<array_access> accesses_;
};

} // namespace

bool guards_itself(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && record->hasDefinition() &&
         std::any_of(record->field_begin(), record->field_end(),
                     [](const auto* field) { return is_atomic(field->getType()); });
}

std::vector<array_access> find_accesses(const loop_values& values) {
  return access_finder(values, values.map(), place_finder(values)).run();
}

std::vector<array_access> find_accesses_in(const loop_values& values, const body_map& code,
                                           const place_finder& places) {
  return access_finder(values, code, places).run();
}

} // namespace ptools::tool
