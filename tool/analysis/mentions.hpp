#pragma once

#include <string>
#include <vector>

#include "body_map.hpp"
#include "loop.hpp"
#include "use_walk.hpp"

namespace ptools::tool {

class callee_effects;

/// One mention, in the body, of something that exists outside it.
struct mention {
  const clang::ValueDecl* variable;
  bool member;                   ///< a data member of the object around the loop
  const clang::Expr* expression; ///< where the text names it, or names its alias
  use what;
  bool by_alias = false;
  /// Inside the range expression of a range-for, which is evaluated before the loop.
  bool in_range = false;
};

/// The code that runs inside the chunk function, and what it mentions.
struct loop_code {
  body_map map;
  std::vector<mention> mentions;
  /// Uses of `this` other than for a data member.
  std::vector<const clang::CXXThisExpr*> object_uses;
};

/// `inside` are further pieces of code that will stand in the chunk function: repeated lambdas.
loop_code read_loop_code(const loop_instance& instance, const loop_form& form,
                         callee_effects& callees,
                         const std::vector<const clang::VarDecl*>& inside = {});

/// A variable that lives in one process: local, or a binding to such.
bool is_local(const clang::ValueDecl* variable);
/// A variable of static storage that can change.
bool is_mutable_global(const clang::ValueDecl* variable);

std::string name_in_text(const mention& m);

} // namespace ptools::tool
