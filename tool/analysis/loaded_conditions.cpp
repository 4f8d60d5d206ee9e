#include "loaded_conditions.hpp"

#include <algorithm>

#include "expression.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

bool loaded_conditions::differs(const clang::Stmt* e, int depth) const {
  if (e == nullptr) {
    return false;
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const clang::ValueDecl* variable = reference->getDecl();
    if (variable == values_.form().index) {
      return true;
    }
    const Expr* kept = depth < deepest_place ? values_.kept_value(variable) : nullptr;
    return kept != nullptr ? differs(kept, depth + 1) : values_.map().declares(variable);
  }
  return std::any_of(e->child_begin(), e->child_end(),
                     [&](const clang::Stmt* part) { return differs(part, depth); });
}

bool loaded_conditions::loads(const clang::Stmt* e, int depth) const {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const auto* local = dyn_cast<clang::VarDecl>(reference->getDecl());
    const Expr* kept =
        local != nullptr && depth < deepest_place ? values_.kept_value(local) : nullptr;
    return kept != nullptr
               ? loads(kept, depth + 1)
               : local != nullptr && local->isCXXForRangeDecl() && values_.map().declares(local);
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    if (unary->getOpcode() == clang::UO_Deref) {
      return true;
    }
  }
  const auto* expression = dyn_cast<Expr>(e);
  return (expression != nullptr && load(expression) != nullptr) ||
         std::any_of(e->child_begin(), e->child_end(), [&](const clang::Stmt* part) {
           return part != nullptr && loads(part, depth);
         });
}

const Expr* loaded_conditions::load(const Expr* e) const {
  for (int depth = 0; depth < deepest_place; ++depth) {
    e = e->IgnoreParenImpCasts();
    const auto* reference = dyn_cast<clang::DeclRefExpr>(e);
    const Expr* kept = reference == nullptr ? nullptr : values_.kept_value(reference->getDecl());
    if (kept == nullptr) {
      break;
    }
    e = kept;
  }
  const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e);
  const bool found = clang::isa<clang::ArraySubscriptExpr>(e) ||
                     (call != nullptr && (call->getOperator() == clang::OO_Subscript ||
                                          call->getOperator() == clang::OO_Call));
  return found ? e : nullptr;
}

std::string loaded_conditions::table(const Expr* load) const {
  const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(load);
  return values_.text(subscript != nullptr ? subscript->getBase()
                                           : clang::cast<clang::CallExpr>(load)->getArg(0));
}

bool loaded_conditions::tests_colour(const Expr* tested, const Expr* with) const {
  tested = tested->IgnoreParenImpCasts();
  bool flag = false;
  if (const auto* masked = dyn_cast<clang::BinaryOperator>(tested)) {
    if (masked->getOpcode() == clang::BO_And && !differs(masked->getRHS())) {
      tested = masked->getLHS();
      flag = true;
    }
  }
  return !differs(with) && (flag || !is_yes_or_no(with)) && is_colour(tested);
}

bool loaded_conditions::is_yes_or_no(const Expr* e) {
  e = e->IgnoreParenImpCasts();
  const auto* number = dyn_cast<clang::IntegerLiteral>(e);
  return clang::isa<clang::CXXBoolLiteralExpr>(e) ||
         (number != nullptr && number->getValue().ule(1));
}

bool loaded_conditions::is_colour(const Expr* e) const {
  e = load(e);
  if (shift_ == nullptr || e == nullptr || !e->getType()->isIntegralOrEnumerationType() ||
      e->getType()->isSpecificBuiltinType(clang::BuiltinType::Char_S) ||
      e->getType()->isSpecificBuiltinType(clang::BuiltinType::Char_U)) {
    return false;
  }
  return moves(e) &&
         std::none_of(values_.map().statements().begin(), values_.map().statements().end(),
                      [&](const auto* statement) { return stores_into(statement, table(e)); });
}

std::optional<std::vector<const Expr*>> loaded_conditions::subscripts_of(const Expr* e) const {
  e = load(e);
  if (e == nullptr) {
    return {};
  }
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
    return std::vector<const Expr*>{subscript->getIdx()};
  }
  const auto* call = clang::cast<clang::CXXOperatorCallExpr>(e);
  return std::vector<const Expr*>(call->arg_begin() + 1, call->arg_end());
}

bool loaded_conditions::moves(const Expr* element) const {
  std::vector<const Expr*> subscripts;
  const Expr* array = nullptr;
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(element)) {
    subscripts.push_back(subscript->getIdx());
    array = subscript->getBase()->IgnoreParenImpCasts();
  } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(element)) {
    subscripts.assign(call->arg_begin() + 1, call->arg_end());
    array = call->getArg(0)->IgnoreParenImpCasts();
  } else {
    return false;
  }
  return moves(array) ||
         std::any_of(subscripts.begin(), subscripts.end(), [&](const Expr* subscript) {
           const auto value = values_.value_of(subscript);
           const auto change = value ? shift_->change_of(*value, values_) : std::nullopt;
           return change && !change->is_zero();
         });
}

bool loaded_conditions::stores_into(const clang::Stmt* statement, const std::string& array) const {
  const Expr* stored = nullptr;
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
    stored = binary->isAssignmentOp() ? binary->getLHS() : nullptr;
  } else if (const auto* unary = dyn_cast<clang::UnaryOperator>(statement)) {
    stored = unary->isIncrementDecrementOp() ? unary->getSubExpr() : nullptr;
  }
  stored = stored == nullptr ? nullptr : load(stored);
  return stored != nullptr && table(stored) == array;
}

bool loaded_conditions::leads_to_it(const Expr* one) const {
  const auto& subscripts = found_->place.subscripts;
  return one != nullptr &&
         std::any_of(subscripts.begin(), subscripts.end(), [&](const auto& subscript) {
           return std::any_of(subscript.parts.begin(), subscript.parts.end(), [&](auto* part) {
             const Expr* there = load(part);
             return there != nullptr && values_.text(there) == values_.text(one);
           });
         });
}

bool loaded_conditions::begins_a_run(const Expr* left, const Expr* right) const {
  const Expr *one = load(left), *other = load(right);
  return !found_->updated && one != nullptr && other != nullptr && table(one) == table(other) &&
         values_.text(one) != values_.text(other) && (leads_to_it(one) || leads_to_it(other));
}

bool loaded_conditions::is_swapped_there(const Expr* e) const {
  return found_->swapped && leads_to_it(load(e));
}

} // namespace ptools::tool
