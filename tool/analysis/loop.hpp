#pragma once

#include <set>
#include <string>
#include <vector>

#include "../diagnostics/report.hpp"
#include "../frontend/annotated_loop.hpp"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/StmtCXX.h"

// What the analysis works on, and what it finds out for the rewriter.
namespace ptools::tool {

/// The names of parameter packs that a template's loop uses.
std::vector<const clang::ValueDecl*> packs_used(const loop_instance& pattern);

enum class comparison { less, less_equal, greater, greater_equal, not_equal };

/// The header of a canonical loop, in the terms of one instance.
struct loop_form {
  const clang::Stmt* body = nullptr;
  const clang::VarDecl* index = nullptr;
  bool index_outside = false;
  /// Null if the index keeps the value it had (`for (; i < n; ++i)`).
  const clang::Expr* first = nullptr;
  const clang::Expr* bound = nullptr;
  const clang::Expr* step = nullptr; ///< null: one
  bool down = false;
  comparison compared = comparison::less;
  /// Further variables declared in the header, or by a range-for's initialiser.
  std::vector<const clang::VarDecl*> extras;
  /// Of a range-for.
  const clang::Expr* range = nullptr;
  const clang::VarDecl* element = nullptr;
  /// The range when it is a plain variable or data member.
  const clang::ValueDecl* range_variable = nullptr;
};

enum class passing { by_value, by_reference };

struct captured_variable {
  std::string name;
  const clang::ValueDecl* variable = nullptr;
  bool member = false; ///< a data member of the object around the loop
  bool pack = false;
  bool restricted = false; ///< a pointer declared __restrict
  bool bit_field = false;  ///< has no address
  passing passed = passing::by_value;
  /// Offset and text of each pointer; `size` 0 if no map is needed.
  std::vector<std::pair<std::uint64_t, std::string>> pointers;
  std::uint64_t size = 0;
};

struct reduction_variable {
  captured_variable what;
  std::string operation; ///< a named operator, or the text of a callable
  bool named = true;
  std::string identity; ///< text, or empty
};

struct global_variable {
  std::string text;
  const clang::VarDecl* variable = nullptr;
  std::vector<std::pair<std::uint64_t, std::string>> pointers;
  std::uint64_t size = 0;
  /// Of a private member that the loop may not name: where a function that hands it out can stand.
  clang::SourceLocation access_at = {};
};

/// Stands in the texts of a meeting for the loop's range.
inline constexpr llvm::StringLiteral range_in_front = "pt_range_@";

/// Two elements of which only the running program can tell whether two iterations meet there. All
/// texts mean the same in front of the loop.
struct possible_meeting {
  std::string other;   ///< what one iteration reads or changes
  std::string written; ///< what another one writes
  std::string array;   ///< the name that `shared(...)` may list
  /// The two names of what may be one array; empty if it is one.
  std::string other_array;
  std::string written_array;
  /// What these are.
  enum class kind {
    arrays,
    objects, ///< that have the array in them
    views    ///< objects that have its address in them
  } of = kind::arrays;
  struct subscript {
    std::string difference;   ///< by how much the other one is more where the index is 0
    std::string growth;       ///< of the written one when the index grows by one
    std::string other_growth; ///< of the other one
    /// How many elements follow from there; empty: it is one on both sides.
    std::string written_count = {};
    std::string other_count = {};

    friend bool operator==(const subscript&, const subscript&) = default;
  };
  /// One a dimension. None: they meet if the arrays begin at one place.
  std::vector<subscript> subscripts;
  /// What the index is at least and at most where the body gets at them.
  std::vector<std::string> other_at_least, other_at_most;
  std::vector<std::string> written_at_least, written_at_most;
  /// What has to hold in front of the loop for anybody to compute the rest; in this order, with
  /// `range_in_front` for the loop's range.
  std::vector<std::string> only_if;

  friend bool operator==(const possible_meeting&, const possible_meeting&) = default;
};

/// A local lambda whose declaration is repeated inside the chunk function.
struct repeated_declaration {
  const clang::VarDecl* variable;
  const clang::DeclStmt* statement;
};

/// All that the rewriter needs to know.
struct loop_plan {
  loop_form form;
  std::vector<reduction_variable> reductions;
  std::vector<captured_variable> captures;
  std::vector<global_variable> globals;
  /// Functions of other files, behind which may be more of them.
  std::set<std::string> not_looked_into;
  bool calls_unseen = false;
  bool globals_stated = false;
  std::vector<repeated_declaration> repeated;
  std::vector<const clang::VarDecl*> made_static;
  /// `this->` in front of members, to be taken away.
  std::vector<clang::SourceRange> this_arrows;
  std::vector<possible_meeting> meetings;
  unsigned cost = 0;
  bool driver_may_run = false;
  /// Captured variables about which enough has been said.
  std::vector<const clang::ValueDecl*> refused;
};

} // namespace ptools::tool
