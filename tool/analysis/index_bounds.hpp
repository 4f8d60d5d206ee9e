#pragma once

#include <string>
#include <vector>

#include "front_conditions.hpp"

namespace ptools::tool {

/// The values of the index with which the body gets to a place: `if (i < half) ...`.
struct index_bounds {
  /// Texts that mean the same in front of the loop (subscript_text.hpp); all of them hold.
  std::vector<std::string> at_least;
  std::vector<std::string> at_most;
  front_conditions needs; ///< of these texts
  /// The same as values.
  std::vector<polynomial> lowest;
  std::vector<polynomial> highest;
  /// Every condition is such a comparison, or the same in every iteration (front_conditions.hpp).
  bool tell_all = true;
};

index_bounds find_index_bounds(const clang::Stmt* at, const loop_values& values);

/// Whether no iteration that gets to one place lies `distance` before one that gets to the other:
/// `if (i >= 250) a[i] = a[i - 250]`, of 500.
bool never_so_far_apart(const clang::Stmt* here, const clang::Stmt* there, std::int64_t distance,
                        const loop_values& values);

} // namespace ptools::tool
