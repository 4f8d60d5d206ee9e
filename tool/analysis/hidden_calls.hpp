#pragma once

#include <vector>

#include "program_index.hpp"
#include "clang/AST/Expr.h"

namespace ptools::tool {

/// A function that runs, or may run, though no call of it is written.
struct hidden_call {
  const clang::FunctionDecl* function;
  /// False for one of several that a call may end in: an override, a function whose address was
  /// taken, an operator that a library function may use.
  bool certain;
};

/// Those that one statement or expression brings about, its parts not counted.
std::vector<hidden_call> hidden_calls(const clang::Stmt* statement, program_index& index);

/// Destructors that run when an object of this type ends.
std::vector<hidden_call> destructors_of(clang::QualType type, program_index& index);

/// The function that a call of a virtual one certainly ends in, or null.
const clang::CXXMethodDecl* certain_target(const clang::CallExpr* call);
/// The function that a call certainly ends in; null if that is an override, or behind a pointer.
const clang::FunctionDecl* certain_callee(const clang::CallExpr* call);
/// All of the program's functions in this translation unit that a call may end in.
program_index::functions possible_callees(const clang::CallExpr* call, program_index& index);

} // namespace ptools::tool
