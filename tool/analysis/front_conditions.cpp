#include "front_conditions.hpp"

#include <algorithm>

#include "expression.hpp"
#include "front_text.hpp"
#include "guards.hpp"
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
    const clang::CXXRecordDecl* type = class_of(call.getArg(0)->getType());
    if (type == nullptr || !in_library(type)) {
      return;
    }
    const std::string name = type->getNameAsString();
    const auto is = [&](std::initializer_list<const char*> names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const bool follows = call.getOperator() == clang::OO_Arrow ||
                         (call.getOperator() == clang::OO_Star && call.getNumArgs() == 1);
    if (follows && is({"unique_ptr", "shared_ptr", "optional"})) {
      need("is_there", {call.getArg(0)});
    }
    if (call.getOperator() == clang::OO_Subscript && call.getNumArgs() == 2 &&
        is({"vector", "deque", "span", "basic_string", "basic_string_view", "shared_array"})) {
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

} // namespace

void add(front_conditions& to, const front_conditions& more) {
  for (const std::string& one : more) {
    if (std::find(to.begin(), to.end(), one) == to.end()) {
      to.push_back(one);
    }
  }
}

front_conditions needs_of(const Expr* e, const loop_values& values) {
  needs_finder finder(values);
  finder.see(e);
  return finder.run();
}

std::optional<std::string> steady_text(const guard& g, const loop_values& values) {
  const auto text =
      // What is a constant may be another one in the next instance of a template.
      g.holds && !values.constant(g.condition) && is_steady(g.condition, values)
          ? front_text(g.condition, values)
          : std::nullopt;
  return text ? std::optional((*g.holds ? "(" : "!(") + *text + ")") : std::nullopt;
}

front_conditions steady_guards(const clang::Stmt* at, const loop_values& values) {
  std::vector<guard> guards = guards_of(at, values.map());
  std::reverse(guards.begin(), guards.end());
  front_conditions found;
  for (const guard& g : guards) {
    const auto text = steady_text(g, values);
    if (text) {
      add(found, needs_of(g.condition, values));
      add(found, {*text});
    }
  }
  return found;
}

} // namespace ptools::tool
