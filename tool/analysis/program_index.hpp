#pragma once

#include <vector>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace ptools::tool {

/// Whether library templates call functions of this name on the program's types.
bool is_customisation(const clang::FunctionDecl* function);

/// What a call may end in when its text does not say: found by one walk over the program's own
/// declarations in this translation unit, the first time that somebody asks.
class program_index {
public:
  using functions = std::vector<const clang::FunctionDecl*>;

  explicit program_index(clang::ASTContext& context) : context_(context) {}

  /// Functions that override a virtual function, in any number of steps.
  const functions& overriders(const clang::CXXMethodDecl* method);
  /// Functions of this type whose address is taken somewhere.
  functions with_address_taken(clang::QualType type);
  /// Operators, `swap` and the like outside a class, with a parameter of that class.
  const functions& customisations_on(const clang::CXXRecordDecl* record);

private:
  friend class index_builder;
  void build();

  clang::ASTContext& context_;
  bool built_ = false;
  llvm::DenseMap<const clang::Decl*, functions> overriders_;
  llvm::DenseMap<const clang::Decl*, functions> customisations_;
  functions address_taken_;
};

} // namespace ptools::tool
