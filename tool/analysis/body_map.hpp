#pragma once

#include <set>
#include <string>
#include <vector>

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

/// Whether this mention needs only a constant's value, in every compiler's view: GCC does not count
/// an element or member of a constant as one.
inline bool names_constant(const clang::DeclRefExpr* reference) {
  const clang::NonOdrUseReason reason = reference->isNonOdrUse();
  return reason != clang::NOUR_None &&
         (reason != clang::NOUR_Constant || (reference->getType()->isScalarType() &&
                                             !reference->getDecl()->getType()->isReferenceType()));
}

/// What stands inside a piece of code: parents, declarations, and the references to variables in
/// the order of the text. Cheaper than Clang's own parent map, which covers the whole translation
/// unit.
class body_map {
public:
  body_map() = default;
  explicit body_map(const clang::Stmt* root) { add(root); }

  /// Adds one more piece of code.
  void add(const clang::Stmt* root) {
    if (root != nullptr) {
      visit(root, nullptr);
    }
  }
  /// A variable that counts as declared inside.
  void declare(const clang::ValueDecl* variable) { declared_.insert(variable); }

  const clang::Stmt* parent(const clang::Stmt* of) const { return parents_.lookup(of); }
  bool contains(const clang::Stmt* statement) const { return parents_.count(statement) != 0; }
  /// The variable whose initialiser is `expression`, or null.
  const clang::VarDecl* initialised_by(const clang::Stmt* expression) const {
    return initialised_.lookup(expression);
  }
  bool declares(const clang::ValueDecl* variable) const { return declared_.count(variable) != 0; }

  /// A static variable whose declaration is passed inside: each process has its own.
  bool declares_static(const clang::ValueDecl* variable) const {
    return statics_.count(variable) != 0;
  }

  /// Whether a type, an alias, an enumerator or a static variable of this name is declared inside.
  bool declares_name(const std::string& name) const { return other_names_.count(name) != 0; }

  /// `using namespace n;` stands inside.
  bool opens_namespace() const { return opens_namespace_; }

  /// Every statement and expression, parents first.
  const std::vector<const clang::Stmt*>& statements() const { return statements_; }
  /// References to variables and structured bindings, unevaluated ones left out.
  const std::vector<const clang::DeclRefExpr*>& references() const { return references_; }
  const std::vector<const clang::CXXThisExpr*>& this_uses() const { return this_uses_; }
  /// What a function returns whose body this is, in each `return` of its own, not of lambdas.
  std::vector<const clang::Expr*> results() const;
  /// Whether a lambda inside this code has its own copy of the variable at this place.
  bool refers_to_lambda_copy(const clang::Stmt* at, const clang::ValueDecl* variable) const;

private:
  void visit(const clang::Stmt* statement, const clang::Stmt* parent);
  void visit_declarations(const clang::DeclStmt* statement);
  void note_name(const clang::Decl* declaration);
  void declare_with_parts(const clang::ValueDecl* variable);

  llvm::DenseMap<const clang::Stmt*, const clang::Stmt*> parents_;
  llvm::DenseMap<const clang::Stmt*, const clang::VarDecl*> initialised_;
  llvm::DenseSet<const clang::ValueDecl*> declared_;
  llvm::DenseSet<const clang::ValueDecl*> statics_;
  std::set<std::string> other_names_;
  bool opens_namespace_ = false;
  std::vector<const clang::Stmt*> statements_;
  std::vector<const clang::DeclRefExpr*> references_;
  std::vector<const clang::CXXThisExpr*> this_uses_;
};

} // namespace ptools::tool
