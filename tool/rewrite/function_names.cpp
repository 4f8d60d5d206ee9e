#include "function_names.hpp"

#include "clang/AST/RecursiveASTVisitor.h"

namespace ptools::tool {

namespace {

class function_finder : public clang::RecursiveASTVisitor<function_finder> {
public:
  bool TraverseLambdaExpr(clang::LambdaExpr*) { return true; }

  bool VisitPredefinedExpr(clang::PredefinedExpr* name) {
    const clang::PredefinedIdentKind kind = name->getIdentKind();
    const bool simple =
        kind == clang::PredefinedIdentKind::Func || kind == clang::PredefinedIdentKind::Function;
    if (simple) {
      found.push_back(name->getSourceRange());
    }
    return true;
  }

  std::vector<clang::SourceRange> found;
};

} // namespace

std::vector<clang::SourceRange> function_names(const clang::Stmt* loop) {
  function_finder f;
  f.TraverseStmt(const_cast<clang::Stmt*>(loop));
  return f.found;
}

} // namespace ptools::tool
