#include "condition_parts.hpp"

#include "expression.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

static void go_through(const Expr* condition, bool holds, const loop_values& values,
                       const std::function<void(const Expr*, bool)>& see, int depth) {
  condition = condition->IgnoreParenImpCasts();
  const auto* unary = dyn_cast<clang::UnaryOperator>(condition);
  if (unary != nullptr && unary->getOpcode() == clang::UO_LNot) {
    return go_through(unary->getSubExpr(), !holds, values, see, depth);
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(condition);
  const Expr* kept = reference == nullptr ? nullptr : values.kept_value(reference->getDecl());
  if (kept != nullptr && depth < deepest_place) {
    return go_through(kept, holds, values, see, depth + 1);
  }
  const auto* both = dyn_cast<clang::BinaryOperator>(condition);
  if (both != nullptr && both->getOpcode() == (holds ? clang::BO_LAnd : clang::BO_LOr)) {
    go_through(both->getLHS(), holds, values, see, depth);
    go_through(both->getRHS(), holds, values, see, depth);
    return;
  }
  see(condition, holds);
}

void for_each_part(const Expr* condition, bool holds, const loop_values& values,
                   const std::function<void(const Expr*, bool)>& see) {
  go_through(condition, holds, values, see, 0);
}

bool is_so(std::int64_t number, clang::BinaryOperatorKind op) {
  switch (op) {
  case clang::BO_LT:
    return number < 0;
  case clang::BO_GT:
    return number > 0;
  case clang::BO_LE:
    return number <= 0;
  case clang::BO_GE:
    return number >= 0;
  case clang::BO_EQ:
    return number == 0;
  default:
    return number != 0;
  }
}

} // namespace ptools::tool
