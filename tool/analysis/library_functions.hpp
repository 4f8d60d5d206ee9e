#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

// What is known of functions of the standard library and of ptools, whose bodies are not looked
// into.
namespace ptools::tool {

enum class library_role {
  none,
  reads,   ///< changes nothing it is given, whatever its parameters look like
  hands_on ///< gives its first argument back: std::move, std::begin, std::get
};

library_role role_of(const clang::FunctionDecl* callee);

/// Fills in what the arguments after its last parameter point to: sscanf and its like.
bool writes_through_ellipsis(const clang::FunctionDecl* callee);

/// The name of a function; of the function object std::ranges::sort "sort", empty of another
/// operator.
llvm::StringRef algorithm_name(const clang::FunctionDecl* function);

/// Whether a library function with a mutable parameter `index` writes what it refers to.
bool library_call_writes(const clang::FunctionDecl* callee, unsigned index);

/// Subscript, `at`, `front`, `data`, `begin`...: gives access to elements, changes none.
bool is_element_access(const clang::CXXMethodDecl* method);

/// How a call of a library function bears on where the body may run.
enum class call_nature {
  pure,     ///< the same in every process
  output,   ///< prints
  private_, ///< touches something of the process, or nobody knows
  input,    ///< reads standard input
  state,    ///< changes the process: its environment, its directory
  random    ///< draws from a hidden generator: rand()
};
/// Has a standard stream as its object or as a parameter.
bool takes_stream(const clang::FunctionDecl* callee);
call_nature nature_of_library_call(const clang::FunctionDecl* callee);

/// Estimated nanoseconds of one call, 0 if it is heavy or unknown.
unsigned library_call_cost(const clang::FunctionDecl* callee);

} // namespace ptools::tool
