#pragma once

#include "loop_values.hpp"

namespace ptools::tool {

struct array_place;
struct place_subscript;
struct function_scope;

enum class many_to_one_kind {
  quotient, ///< neighbours get one value: `i / n`, `i >> s`, `i & ~7`
  remainder ///< every nth one does: `i % n`, `i & 7`, a narrower type
};

/// The one operation by which a place depends on the loop's index.
struct many_to_one {
  many_to_one_kind kind;
  const clang::Expr* expression; ///< all of it
  polynomial operand;            ///< what it is applied to
  std::optional<polynomial> divisor;
  /// The call of the body by which a function leads there; null if it stands in the body.
  const clang::Expr* call = nullptr;
};

/// Nothing if the index has another part in the subscripts, or one that is not known.
std::optional<many_to_one> find_many_to_one(const array_place& place, const loop_values& values);

/// The same for one subscript in a function that is looked into, while its
/// `loop_values::inside_call` stands.
std::optional<many_to_one> find_many_to_one(const place_subscript& subscript,
                                            const loop_values& values, const function_scope& scope);

/// Whether two of the loop's iterations get the same value, as far as the text tells.
bool brings_together(const many_to_one& found, const loop_values& values);

} // namespace ptools::tool
