#pragma once

#include "array_access.hpp"
#include "index_shift.hpp"

namespace ptools::tool {

/// Conditions on what was found in memory, of which some are known to keep iterations apart: those
/// that a shift lies between, or that meet at an element that was found in memory too.
class loaded_conditions {
public:
  /// Each of `shift` and `found` may be null.
  loaded_conditions(const loop_values& values, const index_shift* shift, const array_access* found)
      : values_(values), shift_(shift), found_(found) {}

  /// Whether it is another value in another iteration, or in another round of a loop inside.
  bool differs(const clang::Stmt* e, int depth = 0) const;

  /// Whether a value comes from memory, perhaps by arithmetic.
  bool loads(const clang::Stmt* e, int depth = 0) const;

  /// `colour[i] == c`, `kind[i] & 2`: a table that tells which elements take part may do so in a
  /// way that no two of them are neighbours. Not `valid[i] == 0`: what is missing may be missing
  /// twice in a row.
  bool tests_colour(const clang::Expr* tested, const clang::Expr* with) const;
  /// Numbers, at places that move along, in a table that the body does not change.
  bool is_colour(const clang::Expr* e) const;

  /// Of an element of a table, perhaps behind variables that keep it: its subscripts; nothing if it
  /// is none.
  std::optional<std::vector<const clang::Expr*>> subscripts_of(const clang::Expr* e) const;
  std::string table_of(const clang::Expr* e) const { return table(load(e)); }

  /// `if (key[i] != key[i - 1]) start[key[i]] = i`: in a sorted table each value begins once.
  bool begins_a_run(const clang::Expr* left, const clang::Expr* right) const;
  /// `if (i < turned[i]) swap(a[i], a[turned[i]])`: the one of two iterations that is the other's.
  bool is_swapped_there(const clang::Expr* e) const;

private:
  static bool is_yes_or_no(const clang::Expr* e);
  /// The load that a value came from, or null.
  const clang::Expr* load(const clang::Expr* e) const;
  std::string table(const clang::Expr* load) const;
  bool moves(const clang::Expr* element) const;
  bool stores_into(const clang::Stmt* statement, const std::string& array) const;
  /// Whether the element was found by this load.
  bool leads_to_it(const clang::Expr* one) const;

  const loop_values& values_;
  const index_shift* shift_;
  const array_access* found_;
};

} // namespace ptools::tool
