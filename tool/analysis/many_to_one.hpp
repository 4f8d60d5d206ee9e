#pragma once

#include "array_place.hpp"

namespace ptools::tool {

enum class many_to_one_kind {
  quotient, ///< neighbours get one value: `i / n`, `i >> s`, `i & ~7`
  remainder ///< every nth one does: `i % n`, `i & 7`, a narrower type
};

/// The one operation by which a place depends on the loop's index.
struct many_to_one {
  many_to_one_kind kind;
  const clang::Expr* expression; ///< all of it
  const clang::Expr* operand;    ///< what it is applied to
  std::optional<polynomial> divisor;
};

/// Nothing if the index has another part in the subscripts, or one that is not known.
std::optional<many_to_one> find_many_to_one(const array_place& place, const loop_values& values);

/// Whether two of the loop's iterations get the same value, as far as the text tells.
bool brings_together(const many_to_one& found, const loop_values& values);

} // namespace ptools::tool
