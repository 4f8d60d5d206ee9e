#include "front_conditions.hpp"

#include <algorithm>

#include "expression.hpp"
#include "failing_calls.hpp"
#include "front_reach.hpp"
#include "front_text.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

const std::string door = "::ptools::generated::";

class needs_finder {
public:
  explicit needs_finder(const loop_values& values) : values_(values) {}

  /// Parts first: what leads to a part must be there before the part is.
  void see(const clang::Stmt* e) {
    for (const clang::Stmt* part : always_computed(e)) {
      see(part);
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
      if (member->isArrow()) {
        need("is_there", {member->getBase()});
      }
    } else if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      if (unary->getOpcode() == clang::UO_Deref) {
        need("is_there", {unary->getSubExpr()});
      }
    } else if (const auto* element = dyn_cast<clang::ArraySubscriptExpr>(e)) {
      need("is_there", {element->getBase()});
    } else if (const auto* operation = dyn_cast<clang::BinaryOperator>(e)) {
      const bool divides =
          operation->getOpcode() == clang::BO_Div || operation->getOpcode() == clang::BO_Rem;
      if (divides && operation->getType()->isIntegerType()) {
        need_divisor(operation->getRHS());
      }
    } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
      see_operator(*call);
    } else if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(e)) {
      see_member_call(*call);
    }
  }

  front_conditions run() { return std::move(found_); }

private:
  static std::vector<const clang::Stmt*> always_computed(const clang::Stmt* e) {
    if (const auto* one = dyn_cast<clang::AbstractConditionalOperator>(e)) {
      return {one->getCond()};
    }
    const auto* operation = dyn_cast<clang::BinaryOperator>(e);
    if (operation != nullptr && operation->isLogicalOp()) {
      return {operation->getLHS()};
    }
    if (clang::isa<clang::LambdaExpr, clang::UnaryExprOrTypeTraitExpr>(e)) {
      return {};
    }
    std::vector<const clang::Stmt*> parts;
    std::copy_if(e->child_begin(), e->child_end(), std::back_inserter(parts),
                 [](const clang::Stmt* part) { return part != nullptr; });
    return parts;
  }

  void see_operator(const clang::CXXOperatorCallExpr& call) {
    if (follows_pointer(call)) {
      need("is_there", {call.getArg(0)});
    } else if (accesses_element(call)) {
      need("has_element", {call.getArg(0), call.getArg(1)});
    }
  }

  /// `front()`, `back()` and `at(i)` of the library.
  void see_member_call(const clang::CXXMemberCallExpr& call) {
    const clang::CXXMethodDecl* method = call.getMethodDecl();
    if (method == nullptr || !in_library(method) || !method->getDeclName().isIdentifier()) {
      return;
    }
    const Expr* object = call.getImplicitObjectArgument()->IgnoreParenImpCasts();
    const auto text = front_text(object, values_);
    if (text && (method->getName() == "front" || method->getName() == "back")) {
      add(found_, {door + "has_element(" + *text + ", 0)"});
    } else if (method->getName() == "at" && call.getNumArgs() == 1) {
      need("has_element", {object, call.getArg(0)});
    }
  }

  void need_divisor(const Expr* by) {
    const auto text =
        values_.constant(by) ? std::nullopt : front_text(by->IgnoreParenImpCasts(), values_);
    if (text) {
      add(found_, {door + "is_divisor(" + door + "number(" + *text + "))"});
    }
  }

  void need(const char* what, std::initializer_list<const Expr*> of) {
    std::string texts;
    for (const Expr* one : of) {
      one = one->IgnoreParenImpCasts();
      // The object itself, an array and a number in the text are always there.
      const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(one);
      const bool arrow = call != nullptr && call->getOperator() == clang::OO_Arrow;
      const bool sure = of.size() == 1 && (arrow || clang::isa<clang::CXXThisExpr>(one) ||
                                           one->getType()->isArrayType() || values_.constant(one));
      const auto text = sure ? std::nullopt : front_text(one, values_);
      if (!text) {
        return;
      }
      texts += (texts.empty() ? "" : ", ") + *text;
    }
    add(found_, {door + what + "(" + texts + ")"});
  }

  const loop_values& values_;
  front_conditions found_;
};

/// The same in every iteration.
bool is_steady(const Expr* e, const loop_values& values) {
  e = e->IgnoreParenImpCasts();
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    if (unary->getOpcode() == clang::UO_LNot) {
      return is_steady(unary->getSubExpr(), values);
    }
  }
  if (const auto* both = dyn_cast<clang::BinaryOperator>(e)) {
    if (both->isLogicalOp() || both->isComparisonOp()) {
      return is_steady(both->getLHS(), values) && is_steady(both->getRHS(), values);
    }
  }
  return clang::isa<clang::CXXNullPtrLiteralExpr, clang::GNUNullExpr, clang::FloatingLiteral>(e) ||
         values.fixed(e).has_value();
}

/// Of `a && b` both hold.
void add_steady_parts(const Expr* condition, bool holds, const loop_values& values,
                      front_conditions& found) {
  front_conditions needs;
  if (const auto text = steady_text(condition, holds, values, needs)) {
    add(found, needs);
    add(found, {*text});
    return;
  }
  condition = condition->IgnoreParenImpCasts();
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(condition)) {
    if (unary->getOpcode() == clang::UO_LNot) {
      add_steady_parts(unary->getSubExpr(), !holds, values, found);
    }
  } else if (const auto* both = dyn_cast<clang::BinaryOperator>(condition)) {
    if (both->isLogicalOp() && (both->getOpcode() == clang::BO_LAnd) == holds) {
      add_steady_parts(both->getLHS(), holds, values, found);
      add_steady_parts(both->getRHS(), holds, values, found);
    }
  }
}

} // namespace

void add(front_conditions& to, const front_conditions& more) {
  for (const std::string& one : more) {
    if (std::find(to.begin(), to.end(), one) == to.end()) {
      to.push_back(one);
    }
  }
}

std::optional<std::string> computed_in_front(const Expr* e, const loop_values& values,
                                             front_conditions& needs) {
  auto text = front_text(e, values);
  if (!text) {
    return {};
  }
  std::vector<const Expr*> followed;
  if (calls_what_may_fail(e, followed)) {
    const auto reached = reach_of(e, values);
    if (!reached) {
      return {};
    }
    add(needs, *reached);
    followed.clear();
  }
  needs_finder finder(values);
  finder.see(e);
  add(needs, finder.run());
  return add_followed(followed, values, needs) ? text : std::nullopt;
}

bool add_followed(const std::vector<const Expr*>& pointers, const loop_values& values,
                  front_conditions& needs) {
  return std::all_of(pointers.begin(), pointers.end(), [&](const Expr* pointer) {
    pointer = pointer->IgnoreParenImpCasts();
    if (clang::isa<clang::CXXThisExpr>(pointer) || pointer->getType()->isArrayType()) {
      return true;
    }
    const auto text = front_text(pointer, values);
    if (text) {
      needs_finder finder(values);
      finder.see(pointer);
      add(needs, finder.run());
      add(needs, {door + "is_there(" + *text + ")"});
    }
    return text.has_value();
  });
}

std::optional<std::string> steady_text(const Expr* condition, bool holds, const loop_values& values,
                                       front_conditions& needs) {
  // What is a constant may be another one in the next instance of a template.
  const auto text = !values.constant(condition) && is_steady(condition, values)
                        ? computed_in_front(condition, values, needs)
                        : std::nullopt;
  return text ? std::optional((holds ? "(" : "!(") + *text + ")") : std::nullopt;
}

front_conditions steady_guards(const clang::Stmt* at, const loop_values& values) {
  std::vector<guard> guards = guards_of(at, values.map());
  std::reverse(guards.begin(), guards.end());
  front_conditions found;
  for (const guard& g : guards) {
    if (g.holds) {
      add_steady_parts(g.condition, *g.holds, values, found);
    }
  }
  return found;
}

} // namespace ptools::tool
