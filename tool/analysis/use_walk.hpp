#pragma once

#include "body_map.hpp"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

// What becomes of one mention of a variable: read, written, bound to another name, passed on.
namespace ptools::tool {

class callee_effects;

/// What an expression under way is, seen from the variable it began with.
enum class hold {
  place,            ///< an lvalue of the variable's own storage
  address,          ///< a pointer value to that storage
  address_variable, ///< an lvalue of another variable that holds such a pointer
  handle            ///< an object that refers to that storage: an iterator, a span
};

enum class use_kind {
  read,          ///< its value is loaded: a scalar by value suffices
  reference,     ///< used by reference or address, without a change
  write,         ///< the variable itself is assigned
  write_part,    ///< a member or element of it is assigned
  nonconst_call, ///< a member function that changes it is called on it
  passed         ///< a callee changes it
};

struct use {
  use_kind kind = use_kind::reference;
  /// The expression that decides: the assignment, the call.
  const clang::Expr* at = nullptr;
  /// For nonconst_call and passed, if known.
  const clang::FunctionDecl* callee = nullptr;
  /// The storage lies in a container's own memory, not in the variable.
  bool in_container = false;
  /// A subscript lay on the way.
  bool subscripted = false;
  /// Type of the object whose storage is touched.
  clang::QualType owner;
  /// The expression that names that storage, as in `r.best`.
  const clang::Expr* place = nullptr;
  /// A member or element, not the whole.
  bool part = false;
  /// Set if the mention binds a name inside the code, whose own mentions must be followed.
  const clang::VarDecl* alias = nullptr;
  hold alias_hold = hold::place;
};

inline bool changes(const use& u) {
  return u.kind != use_kind::read && u.kind != use_kind::reference;
}

struct walk_start {
  hold held = hold::place;
  bool in_container = false;
  bool subscripted = false;
  bool part = false;
};

/// Follows `mention` upwards to what finally happens to it.
use walk_use(const body_map& code, callee_effects& callees, const clang::Expr* mention,
             walk_start start = {});

} // namespace ptools::tool
