#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "array_place.hpp"

namespace ptools::tool {

/// One `a[i][j].x` in the text of the body.
struct array_access {
  const clang::Expr* expression = nullptr;
  array_place place;
  bool written = false;
  bool updated = false;               ///< its new value depends on the old one
  bool swapped = false;               ///< it changes places with another one
  bool swap_partner = false;          ///< the other one, where the swap is written out
  bool constant = false;              ///< what is written does not depend on the iteration
  const clang::Expr* value = nullptr; ///< what is assigned, if it is
  bool in_callee = false;             ///< `expression` is in the body, and leads to
  const clang::Expr* inner = nullptr; ///< what stands in the function
  bool chosen_there = false;          ///< conditions in the function may keep two iterations apart
  bool bounded_there = false;         ///< ... keep it within a row: `if (x < 0) return 0`
  /// ... that hold in all iterations or in none.
  std::map<std::string, bool> given_there = {};

  /// How many elements a call of the library goes over from there, if that is known.
  std::optional<polynomial> extent;
  place_subscript extent_text; ///< ... made of what stands in the text
  bool whole = false;          ///< ... over all elements: from begin() to end()
  bool of_range = false;       ///< ... over those that the loop's index counts
  /// A call of the library, or a function, writes there what is not the same in each iteration.
  bool differs = false;

  /// Whether what a function does may keep it within a row.
  bool is_bounded() const { return bounded_there || place.bounded; }
  /// Whether it matters which of two iterations comes last.
  bool order_matters() const { return updated || (written && !constant); }
};

/// Reads and writes of elements that the iterations share, those left out that the clause
/// `shared(...)` names.
std::vector<array_access> find_accesses(const loop_values& values);

/// The same in the code of a function that the body calls, with `places` of that function. The
/// subscripts keep only what is known of them.
std::vector<array_access> find_accesses_in(const loop_values& values, const body_map& code,
                                           const place_finder& places);

/// A class with a lock or an atomic in it looks after its own changes.
bool guards_itself(clang::QualType type);

} // namespace ptools::tool
