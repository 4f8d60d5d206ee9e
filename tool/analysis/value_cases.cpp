#include "value_cases.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "callee_effects.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "hidden_calls.hpp"
#include "reassignment.hpp"
#include "type_kinds.hpp"
#include "clang/AST/StmtCXX.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

constexpr std::size_t most_cases = 256;
constexpr std::size_t most_on_the_way = 16;

class value_finder {
public:
  value_finder(const loop_values& values, const function_scope* scope)
      : values_(values), scope_(scope) {}

  /// The values that a subscript may have, none if they are not known.
  value_cases find(const Expr* e, int depth = 0) const {
    if (depth > deepest_place) {
      return {};
    }
    if (const auto value = values_.value_of(e)) {
      return {{*value, {}}};
    }
    e = bare_place(e);
    if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
      return cast->getCastKind() == clang::CK_IntegralCast && !cuts(*cast)
                 ? find(cast->getSubExpr(), depth + 1)
                 : value_cases();
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const Expr* kept = values_.kept_value(reference->getDecl());
      return kept == nullptr ? on_the_way(reference, depth) : find(kept, depth + 1);
    }
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
      value_cases both;
      for (const Expr* branch : {choice->getTrueExpr(), choice->getFalseExpr()}) {
        for (value_case& one : find(branch, depth + 1)) {
          one.chosen.push_back(branch);
          both.push_back(std::move(one));
        }
      }
      return both;
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
      value_cases clamp = find_clamp(call, depth);
      return clamp.empty() ? find_returned(call, depth) : clamp;
    }
    const auto* operation = dyn_cast<clang::BinaryOperator>(e);
    return operation == nullptr ? value_cases() : find_operation(operation, depth);
  }

private:
  /// `const unsigned short near = far;`: another value, if it is too large.
  bool cuts(const clang::CastExpr& cast) const {
    const clang::ASTContext& context = values_.context();
    const std::uint64_t to = context.getTypeSize(cast.getType());
    return to < context.getTypeSize(context.IntTy) &&
           to < context.getTypeSize(cast.getSubExpr()->getType());
  }

  /// Of a variable of the function, which may be changed before it is used: what it begins with,
  /// and what each assignment makes of that.
  value_cases on_the_way(const clang::DeclRefExpr* use, int depth) const {
    const auto* variable = dyn_cast<clang::VarDecl>(use->getDecl());
    if (const auto known = now_.find(variable); known != now_.end()) {
      return known->second;
    }
    if (scope_ == nullptr || variable == nullptr || !variable->hasLocalStorage()) {
      return {};
    }
    value_cases now = at_first(variable, depth);
    for (const clang::DeclRefExpr* mention : scope_->changes.of(variable)) {
      if (now.empty() || !comes_before(mention, use)) {
        continue;
      }
      now_[variable] = now;
      const std::optional<value_cases> made = assigned(mention, depth);
      now_.erase(variable);
      if (!made || (made->empty() && is_in_a_loop(mention))) {
        return {};
      }
      if (is_certain(mention, use)) {
        now = *made;
      } else {
        now.insert(now.end(), made->begin(), made->end());
      }
      if (now.size() > most_on_the_way) {
        return {};
      }
    }
    return now;
  }

  value_cases at_first(const clang::VarDecl* variable, int depth) const {
    if (const auto* parameter = dyn_cast<clang::ParmVarDecl>(variable)) {
      const auto given = values_.given_value(parameter);
      const auto known = given_.find(parameter);
      return given                   ? value_cases{{*given, {}}}
             : known == given_.end() ? value_cases()
                                     : known->second;
    }
    return variable->getInit() != nullptr && scope_->code.declares(variable)
               ? find(variable->getInit(), depth + 1)
               : value_cases();
  }

  /// What `x = ...`, `x += ...` and `++x` make of it, none if that is not known, as of whatever
  /// else may change it.
  std::optional<value_cases> assigned(const clang::DeclRefExpr* mention, int depth) const {
    const clang::Stmt* change = scope_->code.parent(mention);
    if (const auto* step = dyn_cast_or_null<clang::UnaryOperator>(change)) {
      if (!step->isIncrementDecrementOp()) {
        return {};
      }
      value_cases all = find(mention, depth + 1);
      for (value_case& one : all) {
        one.value.add(polynomial(step->isIncrementOp() ? 1 : -1));
      }
      return all;
    }
    const auto* operation = dyn_cast_or_null<clang::BinaryOperator>(change);
    if (operation == nullptr || !operation->isAssignmentOp() ||
        operation->getLHS()->IgnoreParens() != mention) {
      return {};
    }
    if (operation->getOpcode() == clang::BO_Assign) {
      return find(operation->getRHS(), depth + 1);
    }
    return operate(clang::BinaryOperator::getOpForCompoundAssignment(operation->getOpcode()),
                   find(mention, depth + 1), find(operation->getRHS(), depth + 1));
  }

  bool comes_before(const clang::Stmt* first, const clang::Stmt* second) const {
    const auto& all = scope_->code.statements();
    return std::find(all.begin(), all.end(), first) < std::find(all.begin(), all.end(), second);
  }

  bool is_in_a_loop(const clang::Stmt* at) const {
    for (const clang::Stmt* up = at; up != nullptr; up = scope_->code.parent(up)) {
      if (clang::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(up)) {
        return true;
      }
    }
    return false;
  }

  /// Whoever comes to the use has come by there.
  bool is_certain(const clang::Stmt* change, const clang::Stmt* use) const {
    if (is_in_a_loop(change)) {
      return false;
    }
    const std::vector<guard> of_use = guards_of(use, scope_->code);
    const std::vector<guard> of_change = guards_of(change, scope_->code);
    return std::all_of(of_change.begin(), of_change.end(), [&](const guard& one) {
      return std::any_of(of_use.begin(), of_use.end(), [&](const guard& same) {
        return one.condition == same.condition && one.holds == same.holds;
      });
    });
  }

  value_cases find_clamp(const clang::CallExpr* call, int depth) const {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr || !in_std(callee) || !callee->getDeclName().isIdentifier() ||
        (callee->getName() != "min" && callee->getName() != "max" &&
         callee->getName() != "clamp")) {
      return {};
    }
    value_cases all;
    for (const Expr* argument : call->arguments()) {
      for (value_case& one : find(argument, depth + 1)) {
        all.push_back(std::move(one));
      }
    }
    return all;
  }

  /// `index(wrap(x, w), y)`: what a function of the program returns.
  value_cases find_returned(const clang::CallExpr* call, int depth) const {
    // The operator() of an object has that as its first argument.
    const clang::FunctionDecl* callee =
        clang::isa<clang::CXXOperatorCallExpr>(call) ? nullptr : certain_callee(call);
    const clang::FunctionDecl* definition =
        callee == nullptr || in_std(callee) ? nullptr : callee_effects::visible_definition(callee);
    if (definition == nullptr) {
      return {};
    }
    std::map<const clang::VarDecl*, value_cases> given;
    for (unsigned i = 0; i < definition->getNumParams() && i < call->getNumArgs(); ++i) {
      if (definition->getParamDecl(i)->getType()->isIntegralOrEnumerationType()) {
        given[definition->getParamDecl(i)] = find(call->getArg(i), depth + 1);
      }
    }
    const loop_values::inside_call inside(values_, call, definition);
    if (!inside.entered()) {
      return {};
    }
    const body_map code(definition->getBody());
    const reassignments changes(code);
    const function_scope scope{code, changes};
    value_finder finder(values_, &scope);
    finder.given_ = std::move(given);
    value_cases all;
    for (const Expr* result : code.results()) {
      const value_cases more = finder.find(result, depth + 1);
      if (more.empty() || all.size() + more.size() > most_on_the_way) {
        return {};
      }
      for (const value_case& one : more) {
        all.push_back({one.value, {}}); // branches in there mean nothing out here
      }
    }
    return all;
  }

  value_cases find_operation(const clang::BinaryOperator* operation, int depth) const {
    return operate(operation->getOpcode(), find(operation->getLHS(), depth + 1),
                   find(operation->getRHS(), depth + 1));
  }

  static value_cases operate(clang::BinaryOperatorKind op, const value_cases& left,
                             const value_cases& right) {
    value_cases all;
    for (const value_case& one : left) {
      for (const value_case& other : right) {
        value_case made = one;
        made.chosen.insert(made.chosen.end(), other.chosen.begin(), other.chosen.end());
        switch (op) {
        case clang::BO_Add:
          made.value.add(other.value);
          break;
        case clang::BO_Sub:
          made.value.add(other.value, -1);
          break;
        case clang::BO_Mul:
          if (auto product = one.value.times(other.value)) {
            made.value = std::move(*product);
            break;
          }
          return {};
        case clang::BO_Rem: {
          // Most are less than the divisor, which is added so that none is negative.
          polynomial less = made.value;
          less.add(other.value, -1);
          if (less.terms().size() < made.value.terms().size()) {
            made.value = std::move(less);
          }
          break;
        }
        default:
          return {};
        }
        all.push_back(std::move(made));
      }
    }
    return all.size() <= most_cases ? all : value_cases();
  }

  const loop_values& values_;
  const function_scope* scope_;
  /// Of parameters that are given what may be one of several.
  std::map<const clang::VarDecl*, value_cases> given_;
  /// Of variables whose changes are being gone through.
  mutable std::map<const clang::VarDecl*, value_cases> now_;
};

} // namespace

value_cases find_value_cases(const Expr* e, const loop_values& values,
                             const function_scope* scope) {
  return value_finder(values, scope).find(e);
}

} // namespace ptools::tool
