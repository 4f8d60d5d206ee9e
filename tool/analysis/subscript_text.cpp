#include "subscript_text.hpp"

#include "expression.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

class text_finder {
public:
  text_finder(const loop_values& values, std::int64_t index) : values_(values), index_(index) {}

  std::optional<std::string> find(const Expr* e, int depth = 0) const {
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
      if (op == clang::BO_Add || op == clang::BO_Sub || op == clang::BO_Mul) {
        const auto left = find(operation->getLHS(), depth + 1);
        const auto right = find(operation->getRHS(), depth + 1);
        return left && right ? std::optional("(" + *left + " " + operation->getOpcodeStr().str() +
                                             " " + *right + ")")
                             : std::nullopt;
      }
    }
    return as_written(e);
  }

private:
  static std::string number(const std::string& text) {
    return "::ptools::generated::number(" + text + ")";
  }

  std::optional<std::string> find_name(const clang::DeclRefExpr* reference, int depth) const {
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

  /// Names of the body's text mean the same in front of it; those that were looked through outside
  /// may not.
  std::optional<std::string> as_written(const Expr* e) const {
    if (!values_.map().contains(e) || names_own(e)) {
      return {};
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      if (!reference->hasQualifier() && reference->getDecl()->getDeclName().isIdentifier()) {
        return number(reference->getDecl()->getNameAsString());
      }
    }
    const bool plain = e->getBeginLoc().isFileID() && e->getEndLoc().isFileID();
    const std::string text = plain ? values_.text(e) : "";
    return text.empty() ? std::nullopt : std::optional(number(text));
  }

  /// A variable of the body, or a pack.
  bool names_own(const clang::Stmt* e) const {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const clang::ValueDecl* variable = reference->getDecl();
      return variable == values_.form().index || values_.map().declares(variable) ||
             variable->isParameterPack();
    }
    for (const clang::Stmt* part : e->children()) {
      if (part != nullptr && names_own(part)) {
        return true;
      }
    }
    return false;
  }

  const loop_values& values_;
  const std::int64_t index_;
};

} // namespace

std::optional<std::string> text_in_front(const place_subscript& subscript, std::int64_t index,
                                         const loop_values& values) {
  const text_finder finder(values, index);
  std::string sum = "::ptools::generated::number(0)";
  for (std::size_t i = 0; i < subscript.parts.size(); ++i) {
    const auto part = finder.find(subscript.parts[i]);
    if (!part) {
      return {};
    }
    sum += (subscript.times[i] < 0 ? " - " : " + ") + *part;
  }
  return sum;
}

std::optional<std::string> text_in_front(const Expr* number, std::int64_t index,
                                         const loop_values& values) {
  return text_finder(values, index).find(number);
}

} // namespace ptools::tool
