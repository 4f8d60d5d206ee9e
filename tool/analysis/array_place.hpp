#pragma once

#include <optional>
#include <set>
#include <vector>

#include "loop_values.hpp"

namespace ptools::tool {

/// One subscript: `a[i]`, `*(p + i)`, `(p + n)[i]`.
struct place_subscript {
  /// Nothing if it is no polynomial.
  std::optional<polynomial> value = polynomial();
  /// What is added up in it, each as often as `times` says.
  std::vector<const clang::Expr*> parts;
  std::vector<int> times;
};

/// An element of an array or of what looks like one, however it is spelled: the same steps with the
/// same subscripts are the same element.
struct array_place {
  /// The variable it begins with, members, and null for each subscript, outermost first.
  std::vector<const clang::Decl*> steps;
  std::vector<place_subscript> subscripts;
  /// All names that the text goes through, one of which `shared(...)` may list.
  std::set<std::string> names;
  /// A function of the program chooses the element. It is the same one for the same arguments;
  /// nothing is known of different ones.
  bool by_function = false;
  /// Written with brackets, a star or a call, not only with arrows.
  bool subscripted = false;

  bool ends_in_element() const { return !steps.empty() && steps.back() == nullptr; }
};

/// Finds out which place an expression names.
class place_finder {
public:
  explicit place_finder(const loop_values& values) : values_(values) {}

  /// Nothing if it is unknown, or a variable of the iteration itself.
  std::optional<array_place> find(const clang::Expr* e) const { return object(e, 0); }
  /// The element that an address leads to.
  std::optional<array_place> find_target(const clang::Expr* e) const { return target(e, 0); }

private:
  using found = std::optional<array_place>;

  found object(const clang::Expr* e, int depth) const;
  found object_of_name(const clang::ValueDecl* variable, int depth) const;
  found object_of_member(const clang::MemberExpr* member, int depth) const;
  found object_of_operator(const clang::CXXOperatorCallExpr* call, int depth) const;
  found object_of_call(const clang::CallExpr* call, int depth) const;
  /// What an address leads to; ends in a subscript to which more can be added.
  found target(const clang::Expr* e, int depth) const;
  found target_of_name(const clang::DeclRefExpr* reference, int depth) const;
  found target_of_sum(const clang::Expr* address, const clang::Expr* offset, int times,
                      int depth) const;
  /// Names what a function of the program chooses by its arguments.
  found chosen(const clang::FunctionDecl* function, found object,
               const std::vector<const clang::Expr*>& arguments, int depth) const;

  found root(const clang::ValueDecl* variable) const;
  static found with_element(found of);
  void add(place_subscript& to, const clang::Expr* more, int times) const;

  const loop_values& values_;
};

} // namespace ptools::tool
