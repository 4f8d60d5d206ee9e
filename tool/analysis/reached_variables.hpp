#pragma once

#include "callee_effects.hpp"
#include "loop.hpp"
#include "reach.hpp"
#include "reach_place.hpp"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

/// Decides for each variable of static storage that a body reaches what a worker needs of it:
/// nothing, its present value, or the loop cannot run there.
class reached_variables {
public:
  /// Functions that the walk has been in.
  using functions = llvm::DenseMap<const clang::FunctionDecl*, bool>;

  reached_variables(const annotated_loop& loop, const clang::FunctionDecl* function,
                    callee_effects& callees, const functions& seen, reach_place& place,
                    reach& result)
      : loop_(loop), function_(function), callees_(callees), seen_(seen), place_(place),
        result_(result) {}

  /// A mention in the code at hand. Gives an expression to look into as well: what a constant
  /// was made from; or null.
  const clang::Expr* see(const body_map& code, const clang::Expr* mention,
                         const clang::VarDecl* variable);
  /// A call of a function that hands out a variable of static storage, as a singleton's does.
  void see_handed_out(const body_map& code, const clang::CallExpr* call);
  /// A variable that is read, for certain.
  void take(const clang::VarDecl* variable, clang::SourceLocation where);

private:
  void see_standard_input(const clang::Expr* mention, const clang::VarDecl* variable);
  void see_static_local(const body_map& code, const clang::Expr* mention,
                        const clang::VarDecl* variable);
  const clang::Expr* see_constant(const clang::VarDecl* variable, const clang::Expr* mention);
  void check_write(const body_map& code, const clang::Expr* mention,
                   const clang::VarDecl* variable);
  std::optional<std::string> reason_not_to_name(global_variable& made) const;
  void show_unnameable(const clang::VarDecl* variable, const char* reason,
                       const clang::Expr* mention);
  bool is_stated_shared(const clang::VarDecl* variable) const;

  const annotated_loop& loop_;
  const clang::FunctionDecl* function_;
  callee_effects& callees_;
  const functions& seen_;
  reach_place& place_;
  reach& result_;
  llvm::DenseSet<const clang::VarDecl*> seen_constants_;
};

} // namespace ptools::tool
