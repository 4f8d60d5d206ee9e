#pragma once

#include <map>
#include <set>

#include "counted_loop.hpp"
#include "mentions.hpp"
#include "polynomial.hpp"

namespace ptools::tool {

/// What the whole numbers in a loop's body are made of: the loop's index, the variables of loops
/// inside, and what is the same in every iteration.
class loop_values {
public:
  loop_values(const annotated_loop& loop, const loop_form& form, const loop_code& code,
              const clang::ASTContext& context);

  /// Nothing if it is no such sum of products. Locals that keep what they began with are looked
  /// through.
  std::optional<polynomial> value_of(const clang::Expr* e) const;
  std::optional<std::int64_t> constant(const clang::Expr* e) const;
  /// Of anything, also of truth values: a text that stands for it, the same in every iteration;
  /// nothing if that is not known.
  std::optional<std::string> fixed(const clang::Expr* e) const;
  /// What a parameter of the function that is looked into is given, also if it is changed then.
  std::optional<polynomial> given_value(const clang::ParmVarDecl* parameter) const;
  /// Whether two iterations may see different values. Loads count by their address alone.
  bool varies(const clang::Stmt* e) const;
  /// Whether a loop inside the body runs over what the iteration chooses: a row, a block, a list of
  /// its own. `for (j = i + 1; j < n; ++j)` does not.
  bool runs_over_its_own(const counted_loop& loop) const;

  /// What a variable of the body that keeps its value begins with, or null.
  const clang::Expr* kept_value(const clang::ValueDecl* variable) const;

  /// The same for a local variable of the function around, if all that its value came from still
  /// has the value that it had.
  const clang::Expr* kept_outside(const clang::ValueDecl* variable) const;

  /// Names in polynomials.
  static std::string name_of(const clang::ValueDecl* variable);
  static std::string position_name(const clang::VarDecl* element);
  /// The index's, empty if there is none.
  const std::string& index() const { return index_; }
  /// The index's and those of the loops inside.
  const std::set<std::string>& counters() const { return counters_; }
  /// A name for how many turns a loop inside has made, from 0 on.
  std::string turns_of(const clang::Stmt* loop) const;
  /// The loop that counts what has this name, or null.
  const counted_loop* loop_counting(const std::string& name) const;

  /// Whether two values of a loop's variable may lie `distance` apart.
  bool may_reach(const counted_loop& loop, std::int64_t distance) const;
  /// Whether they do, as far as the text tells: a loop of which nobody knows how long it is may end
  /// before the next row.
  bool is_reached(const counted_loop& loop, std::int64_t distance) const;
  std::optional<polynomial> first_of(const counted_loop& loop) const;
  std::optional<polynomial> bound_of(const counted_loop& loop) const;
  /// Whether two iterations may see different ones.
  bool ends_vary(const counted_loop& loop) const;
  /// Whether two loops run over the same values, as far as the text tells.
  bool run_alike(const counted_loop& one, const counted_loop& other) const;
  /// The distance between the first and the bound.
  std::optional<polynomial> length_of(const counted_loop& loop) const;
  /// The smallest and the largest value of a variable that counts by one to the end.
  std::optional<std::pair<polynomial, polynomial>> limits_of(const counted_loop& loop) const;
  /// The step without its sign.
  std::optional<std::int64_t> step_of(const counted_loop& loop) const;

  std::string text(const clang::Expr* e) const;

  /// While one stands, expressions are those of the function that is called, and its parameters
  /// have the values of the arguments.
  class inside_call {
  public:
    inside_call(const loop_values& values, const clang::CallExpr* call,
                const clang::FunctionDecl* definition);
    ~inside_call();
    inside_call(const inside_call&) = delete;
    inside_call& operator=(const inside_call&) = delete;
    /// False if the arguments could not be followed.
    bool entered() const { return entered_; }
    /// Makes the variables of the function's loops known, under names of this call's own.
    void count_loops(const body_map& code, const reassignments& changes);

  private:
    const loop_values& values_;
    bool entered_ = false;
  };

  const annotated_loop& loop() const { return loop_; }
  const loop_form& form() const { return form_; }
  const body_map& map() const { return code_.map; }
  const clang::ASTContext& context() const { return context_; }
  const counted_loop& whole() const { return whole_; }
  const reassignments& changes() const { return changes_; }

private:
  std::optional<polynomial> value_at(const clang::Expr* e, int depth) const;
  std::optional<polynomial> value_of_name(const clang::ValueDecl* variable, int depth) const;
  std::optional<polynomial> value_of_operation(const clang::BinaryOperator* operation,
                                               int depth) const;
  /// Of a function that only returns what its arguments and its object make up.
  struct call_frame;
  using object_numbers = std::map<const clang::FieldDecl*, polynomial>;
  /// The whole numbers that an object consists of which is no place, but is made of them.
  object_numbers numbers_of(const clang::Expr* object, int depth) const;
  object_numbers numbers_by_constructor(const clang::CXXConstructExpr* construct, int depth) const;
  std::optional<polynomial> value_of_made_member(const clang::MemberExpr* member, int depth) const;
  std::optional<call_frame> frame_of(const clang::CallExpr* call,
                                     const clang::FunctionDecl* definition, int depth) const;
  std::optional<polynomial> value_of_call(const clang::CallExpr* call, int depth) const;
  bool copies_what_changes(const clang::LambdaExpr* lambda) const;
  /// What the function changes that a local variable belongs to; null if that is not known.
  const reassignments* changes_around(const clang::VarDecl* local) const;
  const reassignments& changes_in(const clang::FunctionDecl* function) const;
  std::optional<polynomial> value_in_call(const clang::ValueDecl* variable, bool& known,
                                          int depth) const;
  /// A member or the result of a const call, of an object that is the same in every iteration.
  std::optional<std::string> fixed_name(const clang::Expr* e, int depth) const;
  bool narrows(const clang::Expr* operand, clang::QualType to) const;
  bool varies_by(const clang::Stmt* e, llvm::DenseSet<const clang::ValueDecl*>& open) const;
  bool name_varies(const clang::ValueDecl* variable,
                   llvm::DenseSet<const clang::ValueDecl*>& open) const;
  bool range_varies(const counted_loop& loop, llvm::DenseSet<const clang::ValueDecl*>& open) const;

  const annotated_loop& loop_;
  const loop_form& form_;
  const loop_code& code_;
  const clang::ASTContext& context_;
  reassignments changes_;
  mutable std::map<const clang::FunctionDecl*, reassignments> functions_;
  /// A call whose function is being looked into.
  struct call_frame {
    const clang::FunctionDecl* function;
    std::map<const clang::ValueDecl*, std::optional<polynomial>> numbers;
    std::map<const clang::ValueDecl*, std::optional<polynomial>> given; ///< the same, to begin with
    std::map<const clang::ValueDecl*, std::optional<std::string>> objects;
    std::optional<std::string> object; ///< what `this` is
    object_numbers members;            ///< ... if it is made on the way
    std::map<const clang::ValueDecl*, std::string> counters;
  };
  mutable std::vector<call_frame> calls_; ///< the innermost one last
  std::vector<counted_loop> inner_;
  mutable std::map<std::string, counted_loop> in_calls_; ///< by the names of their counters
  counted_loop whole_;
  std::string index_;
  mutable std::set<std::string> counters_;
};

/// The one expression that a function returns, or null if it does anything else.
const clang::Expr* returned_by(const clang::FunctionDecl* function);

} // namespace ptools::tool
