#pragma once

#include <vector>

#include "type_kinds.hpp"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace ptools::tool {

/// What functions do to what they are given, as far as their bodies are visible.
class callee_effects {
public:
  explicit callee_effects(clang::ASTContext& context) : context_(context) {}

  /// Whether a call may change what argument `index` refers to.
  bool changes_argument(const clang::FunctionDecl* callee, unsigned index);
  /// Whether a call may change the object's own storage.
  bool changes_object(const clang::FunctionDecl* method);

  /// Whether a function or an object like one changes what it is called with:
  /// `[](double& x) { x = 0; }`.
  bool changes_what_it_gets(const clang::Expr* function);

  /// Whether what a call returns may refer to what argument `index` refers to.
  bool hands_out_argument(const clang::FunctionDecl* callee, unsigned index);

  /// Whether a mutable lambda changes what it captured by copy.
  bool changes_own_copies(const clang::CXXMethodDecl* operation);
  /// Where the storage lies that a member function's result refers to, seen from its object.
  element_storage storage_of_result(const clang::CXXMethodDecl* method);

  /// The definition with a body that can be looked into, or null.
  static const clang::FunctionDecl* visible_definition(const clang::FunctionDecl* function);

  clang::ASTContext& context() const { return context_; }

private:
  struct effects {
    std::vector<bool> arguments;
    bool object = false;
  };
  bool changes_any_argument(const clang::NamedDecl* function);
  element_storage storage_behind(const clang::Expr* expression, int depth);
  const effects* of(const clang::FunctionDecl* definition);

  clang::ASTContext& context_;
  llvm::DenseMap<const clang::FunctionDecl*, effects> known_;
  llvm::DenseMap<const clang::FunctionDecl*, element_storage> results_;
};

} // namespace ptools::tool
