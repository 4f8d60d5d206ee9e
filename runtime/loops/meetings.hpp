#pragma once

#include <ptools/generated/meeting.hpp>

#include <optional>

namespace ptools::loops {

/// How many iterations after one that gets at an element another one writes it (before it, if
/// negative); nothing if none does. Only iterations within the limits count. Subscripts of absurd
/// size (2^61) meet nowhere. Several elements in a row must be in the only dimension, and grow by
/// the same on both sides.
std::optional<std::int64_t> iterations_apart(const generated::subscript_apart* subscripts,
                                             std::size_t dimensions,
                                             const generated::index_values& index,
                                             const generated::index_limits& other = {},
                                             const generated::index_limits& written = {});

/// By how many elements the other array begins later; nothing if their elements are never the same
/// ones, or nobody knows.
std::optional<std::int64_t> elements_apart(const generated::array_start& other,
                                           const generated::array_start& written);

} // namespace ptools::loops
