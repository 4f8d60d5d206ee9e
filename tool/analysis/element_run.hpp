#pragma once

#include <optional>
#include <string>

#include "array_access.hpp"
#include "front_conditions.hpp"

namespace ptools::tool {

/// Elements in a row that an access gets at in one iteration, in one subscript: with a loop inside
/// (`a[i * hop + k]`, k from 0 to `length`), or with a call of the library. A single one is a run
/// of one.
struct element_run {
  polynomial first; ///< the loops inside but that one stand in it
  polynomial count; ///< the same in each iteration
  /// Texts that mean the same in front of the loop, with the index at 0 and at 1, and with the
  /// other loops inside at 0 (subscript_text.hpp).
  std::string first_at_0, first_at_1;
  std::string count_text;
  front_conditions needs; ///< of these texts
};

/// Of the last subscript; nothing if some of it is not known.
std::optional<element_run> find_element_run(const array_access& access, const loop_values& values);

} // namespace ptools::tool
