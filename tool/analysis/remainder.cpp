#include "remainder.hpp"

namespace ptools::tool {

std::optional<std::int64_t> remainder_by(const clang::Expr* e, const loop_values& values) {
  const auto* operation = clang::dyn_cast<clang::BinaryOperator>(e->IgnoreParenImpCasts());
  if (operation == nullptr) {
    return {};
  }
  const auto right = values.constant(operation->getRHS());
  if (operation->getOpcode() == clang::BO_Rem) {
    return right;
  }
  const bool mask = operation->getOpcode() == clang::BO_And && right && *right > 0 &&
                    (*right & (*right + 1)) == 0;
  return mask ? std::optional(*right + 1) : std::nullopt;
}

} // namespace ptools::tool
