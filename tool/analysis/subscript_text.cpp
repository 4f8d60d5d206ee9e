#include "subscript_text.hpp"

#include "expression.hpp"
#include "failing_calls.hpp"
#include "quiet_calls.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class text_finder {
public:
  text_finder(const loop_values& values, std::int64_t index) : values_(values), index_(index) {}

  std::optional<std::string> find(const Expr* e, int depth = 0) {
    if (depth > deepest_place) {
      return {};
    }
    if (const auto known = values_.constant(e)) {
      return number(std::to_string(*known));
    }
    e = e->IgnoreParens();
    if (const auto* full = dyn_cast<clang::FullExpr>(e)) {
      return find(full->getSubExpr(), depth + 1);
    }
    if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(e)) {
      return find(temporary->getSubExpr(), depth + 1);
    }
    if (const auto* list = dyn_cast<clang::InitListExpr>(e)) {
      return list->getNumInits() == 1 ? find(list->getInit(0), depth + 1) : std::nullopt;
    }
    if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
      if (cast->getSubExpr()->getType()->isFloatingType()) {
        return as_written(e);
      }
      return find(cast->getSubExpr(), depth + 1); // one that keeps the value, or it had none
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      return find_name(reference, depth);
    }
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      const bool minus = unary->getOpcode() == clang::UO_Minus;
      if (minus || unary->getOpcode() == clang::UO_Plus) {
        const auto inside = find(unary->getSubExpr(), depth + 1);
        return inside && minus ? std::optional("(0 - " + *inside + ")") : inside;
      }
    }
    if (const auto* operation = dyn_cast<clang::BinaryOperator>(e)) {
      const clang::BinaryOperatorKind op = operation->getOpcode();
      const bool floating = operation->getType()->isFloatingType();
      if (!floating && (op == clang::BO_Add || op == clang::BO_Sub || op == clang::BO_Mul)) {
        const auto left = find(operation->getLHS(), depth + 1);
        const auto right = find(operation->getRHS(), depth + 1);
        return left && right ? std::optional("(" + *left + " " + operation->getOpcodeStr().str() +
                                             " " + *right + ")")
                             : std::nullopt;
      }
    }
    if (const auto text = as_written(e)) {
      return text;
    }
    if (clang::isa<clang::MemberExpr>(e)) {
      const auto place = find_place(e, depth);
      return place ? std::optional(number(*place)) : std::nullopt;
    }
    const auto* call = dyn_cast<clang::CallExpr>(e);
    return call == nullptr ? find_quotient(e, depth) : find_call(call, depth);
  }

  const front_conditions& needs() const { return needs_; }

private:
  static std::string number(const std::string& text) {
    return "::ptools::generated::number(" + text + ")";
  }

  std::string name_of(clang::QualType type) const {
    return type.getAsString(values_.context().getPrintingPolicy());
  }

  std::optional<std::string> find_name(const clang::DeclRefExpr* reference, int depth) {
    const clang::ValueDecl* variable = reference->getDecl();
    if (variable == values_.form().index) {
      return number(std::to_string(index_));
    }
    if (!values_.map().declares(variable)) {
      return as_written(reference);
    }
    if (values_.loop_counting(values_.name_of(variable)) != nullptr) {
      return number("0");
    }
    const Expr* kept = values_.kept_value(variable);
    return kept == nullptr ? std::nullopt : find(kept, depth + 1);
  }

  /// `own.width`, with `const grid& own = *grids;` in the body.
  std::optional<std::string> find_place(const Expr* e, int depth) {
    e = e->IgnoreParenImpCasts();
    if (const auto text = computed_in_front(e, values_, needs_)) {
      return "(" + *text + ")";
    }
    if (depth > deepest_place) {
      return {};
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const Expr* kept = values_.kept_value(reference->getDecl());
      return kept == nullptr ? std::nullopt : find_place(kept, depth + 1);
    }
    const auto* member = dyn_cast<clang::MemberExpr>(e);
    if (member == nullptr || !clang::isa<clang::FieldDecl>(member->getMemberDecl()) ||
        !member->getMemberDecl()->getDeclName().isIdentifier()) {
      return {};
    }
    const auto object = find_place(member->getBase(), depth + 1);
    if (!object) {
      return {};
    }
    if (member->isArrow()) {
      add(needs_, {"::ptools::generated::is_there(" + *object + ")"});
    }
    return "(" + *object + (member->isArrow() ? "->" : ".") +
           member->getMemberDecl()->getNameAsString() + ")";
  }

  /// `n / parts`, where the text names what only the body knows.
  std::optional<std::string> find_quotient(const Expr* e, int depth) {
    const auto* operation = dyn_cast<clang::BinaryOperator>(e);
    if (operation == nullptr ||
        (operation->getOpcode() != clang::BO_Div && operation->getOpcode() != clang::BO_Rem)) {
      return {};
    }
    // What wraps as the program computes it is negative here.
    const bool wraps = !operation->getType()->isSignedIntegerType() &&
                       clang::isa<clang::BinaryOperator, clang::UnaryOperator>(
                           operation->getLHS()->IgnoreParenImpCasts());
    if (!operation->getType()->isIntegerType() || wraps) {
      return {};
    }
    const auto left = find(operation->getLHS(), depth + 1);
    const auto right = find(operation->getRHS(), depth + 1);
    if (!left || !right) {
      return {};
    }
    const bool rest = operation->getOpcode() == clang::BO_Rem;
    add(needs_, {"::ptools::generated::is_divisor(" + *right + ")"});
    return (rest ? "::ptools::generated::remainder(" : "::ptools::generated::quotient(") + *left +
           ", " + *right + ")";
  }

  /// `g.place(i, k)`, with numbers for what only the body has. They may be none that the function
  /// is ever called with, so that it must be one that cannot fail.
  std::optional<std::string> find_call(const clang::CallExpr* call, int depth) {
    std::vector<const Expr*> followed;
    if (!changes_nothing(call) || calls_what_may_fail(call, followed) ||
        !add_followed(followed, values_, needs_)) {
      return {};
    }
    const bool of_object = clang::isa<clang::CXXOperatorCallExpr>(call);
    if (of_object && dyn_cast<clang::CXXOperatorCallExpr>(call)->getOperator() != clang::OO_Call) {
      return {};
    }
    const Expr* called = of_object ? call->getArg(0) : call->getCallee();
    const auto function = computed_in_front(called->IgnoreParenImpCasts(), values_, needs_);
    if (!function || call->getDirectCallee() == nullptr) {
      return {};
    }
    std::string arguments;
    for (unsigned i = of_object ? 1 : 0; i < call->getNumArgs(); ++i) {
      if (clang::isa<clang::CXXDefaultArgExpr>(call->getArg(i))) {
        break; // and so are those after it
      }
      const auto text = find_argument(call->getArg(i), depth);
      if (!text) {
        return {};
      }
      arguments += (arguments.empty() ? "" : ", ") + *text;
    }
    return number(*function + "(" + arguments + ")");
  }

  std::optional<std::string> find_argument(const Expr* given, int depth) {
    const clang::QualType type = given->getType().getCanonicalType().getUnqualifiedType();
    if (!type->isBuiltinType() || !type->isIntegerType()) {
      return computed_in_front(given->IgnoreParenImpCasts(), values_, needs_);
    }
    const auto text = find(given, depth + 1);
    return text ? std::optional("static_cast<" + name_of(type) + ">(" + *text + ")") : std::nullopt;
  }

  /// Names of the body's text mean the same in front of it; those that were looked through outside
  /// may not.
  std::optional<std::string> as_written(const Expr* e) {
    const auto text = computed_in_front(e, values_, needs_);
    return text ? std::optional(number(*text)) : std::nullopt;
  }

  const loop_values& values_;
  const std::int64_t index_;
  front_conditions needs_;
};

} // namespace

std::optional<std::string> text_in_front(const place_subscript& subscript, std::int64_t index,
                                         const loop_values& values, front_conditions& needs) {
  text_finder finder(values, index);
  std::string sum = "::ptools::generated::number(0)";
  for (std::size_t i = 0; i < subscript.parts.size(); ++i) {
    const auto part = finder.find(subscript.parts[i]);
    if (!part) {
      return {};
    }
    sum += (subscript.times[i] < 0 ? " - " : " + ") + *part;
  }
  add(needs, finder.needs());
  return sum;
}

std::optional<std::string> text_in_front(const Expr* number, std::int64_t index,
                                         const loop_values& values, front_conditions& needs) {
  text_finder finder(values, index);
  const auto text = finder.find(number);
  add(needs, finder.needs());
  return text;
}

} // namespace ptools::tool
