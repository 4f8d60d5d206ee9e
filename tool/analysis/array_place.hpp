#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "loop_values.hpp"
#include "many_to_one.hpp"

namespace ptools::tool {

/// One subscript: `a[i]`, `*(p + i)`, `(p + n)[i]`.
struct place_subscript {
  /// Nothing if it is no polynomial.
  std::optional<polynomial> value = polynomial();
  /// What is added up in it, each as often as `times` says.
  std::vector<const clang::Expr*> parts;
  std::vector<int> times;
  /// The same, taken apart as far as it goes: what is known, and the rest.
  polynomial known;
  std::vector<const clang::Expr*> unknown;
  bool loaded = false; ///< the rest was found in memory; of functions that are looked into
  /// What it may be, in a function that chooses: `at(x - 1, y)` with a wrap or a clamp in it.
  std::vector<polynomial> choices;
  /// How such a function brings several iterations together.
  std::optional<many_to_one> led;
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
  /// Functions that do nothing but return a place were looked into.
  bool inlined = false;
  /// Written with brackets, a star or a call, not only with arrows.
  bool subscripted = false;
  /// A function wraps or clamps a subscript: what it names may keep within its row.
  bool bounded = false;
  /// By way of an object that is no place.
  bool by_made_object = false;

  bool all_known() const {
    return std::all_of(subscripts.begin(), subscripts.end(),
                       [](const place_subscript& s) { return s.value.has_value(); });
  }

  bool ends_in_element() const { return !steps.empty() && steps.back() == nullptr; }
};

/// Whether it is an element of what the iterations share, not of an object that each worker has a
/// copy of.
bool lies_in_shared_memory(const array_place& place);

/// How the function that is looked into brings iterations together on the way to a place, while
/// its `loop_values::inside_call` stands.
void find_led(array_place& place, const loop_values& values, const function_scope& scope);

/// Of a place that a function was found to lead to, what means something where it is called.
void leave_function(array_place& place, const clang::CallExpr* call);

/// Where the pointers and references lead that an object which is no place was made of, as a row of
/// a table that a function returns.
using made_object = std::map<const clang::FieldDecl*, array_place>;

/// What the names of a function lead to that the body calls.
struct place_bindings {
  std::map<const clang::ValueDecl*, std::optional<array_place>> objects;
  std::map<const clang::ValueDecl*, std::optional<array_place>> targets;
  std::map<const clang::ValueDecl*, made_object> made; ///< by parameter; null: `*this`
  std::optional<array_place> object;                   ///< `*this`
  const body_map& code;
  const reassignments& changes;
};

/// Finds out which place an expression names.
class place_finder {
public:
  /// With bindings, of expressions in that function.
  explicit place_finder(const loop_values& values, const place_bindings* bindings = nullptr)
      : values_(values), bindings_(bindings) {}

  /// Nothing if it is unknown, or a variable of the iteration itself.
  std::optional<array_place> find(const clang::Expr* e) const { return object(e, 0); }
  /// What `*this` is.
  std::optional<array_place> this_object() const {
    return bindings_ == nullptr ? std::optional(array_place()) : bindings_->object;
  }
  /// What the parameters of a function and its object lead to in a call.
  void bind(place_bindings& bindings, const clang::CallExpr* call,
            const clang::FunctionDecl* definition) const;
  /// The elements that a range-for goes over, by the position that it counts.
  std::optional<array_place> find_elements(const clang::VarDecl* of_range) const {
    return elements_of_range(of_range, 0);
  }
  /// The element that an address leads to.
  std::optional<array_place> find_target(const clang::Expr* e) const { return target(e, 0); }

private:
  using found = std::optional<array_place>;

  found object(const clang::Expr* e, int depth) const;
  found object_of_name(const clang::ValueDecl* variable, int depth) const;
  found object_of_member(const clang::MemberExpr* member, int depth) const;
  found object_of_operator(const clang::CXXOperatorCallExpr* call, int depth) const;
  found object_of_call(const clang::CallExpr* call, int depth) const;
  found object_of_choice(const clang::ConditionalOperator* choice, int depth) const;
  const clang::ValueDecl* chooser_of(const clang::Expr* condition) const;
  /// What an address leads to; ends in a subscript to which more can be added.
  found target(const clang::Expr* e, int depth) const;
  found elements_of_range(const clang::VarDecl* variable, int depth) const;
  found target_of_name(const clang::DeclRefExpr* reference, int depth) const;
  found target_of_walking(const clang::VarDecl* variable, int depth) const;
  found target_of_sum(const clang::Expr* address, const clang::Expr* offset, int times,
                      int depth) const;
  /// What a function leads to that does nothing but return a place, or its address.
  found returned(const clang::CallExpr* call, bool address, int depth) const;
  /// What an object leads to that is made here, or by a function that does nothing else.
  made_object made(const clang::Expr* object, int depth) const;
  made_object made_by_constructor(const clang::CXXConstructExpr* construct, int depth) const;
  made_object made_of_list(const clang::InitListExpr* list, int depth) const;
  /// One member of an object that is no place.
  found made_member(const clang::MemberExpr* member) const;
  /// Names what a function of the program chooses by its arguments.
  found chosen(const clang::FunctionDecl* function, found object,
               const std::vector<const clang::Expr*>& arguments, int depth) const;

  found root(const clang::ValueDecl* variable) const;
  static found with_element(found of);
  static found end_of(found array, bool last);
  void add(place_subscript& to, const clang::Expr* more, int times) const;
  void take_apart(place_subscript& to, const clang::Expr* more, int times, int depth) const;
  /// Declared in the body, or in the function that is looked into.
  bool declares(const clang::ValueDecl* variable) const;
  const clang::Expr* kept_value(const clang::VarDecl* variable) const;
  const loop_values& values_;
  const place_bindings* bindings_;
};

} // namespace ptools::tool
