#include "written_types.hpp"

#include <algorithm>

#include "clang/AST/RecursiveASTVisitor.h"

namespace ptools::tool {

namespace {

class type_finder : public clang::RecursiveASTVisitor<type_finder> {
public:
  explicit type_finder(const loop_plan& plan) : plan_(plan) {}

  bool VisitDecltypeTypeLoc(clang::DecltypeTypeLoc type) {
    const clang::ValueDecl* variable = named_by(type.getUnderlyingExpr());
    if (variable != nullptr && !variable->getType()->isReferenceType() && is_captured(variable)) {
      found.push_back(type.getSourceRange());
    }
    return true;
  }

  std::vector<clang::SourceRange> found;

private:
  /// Not `decltype((x))`, which is a reference in the user's text too.
  static const clang::ValueDecl* named_by(const clang::Expr* e) {
    if (const auto* name = clang::dyn_cast_or_null<clang::DeclRefExpr>(e)) {
      return name->getDecl();
    }
    const auto* member = clang::dyn_cast_or_null<clang::MemberExpr>(e);
    return member != nullptr && clang::isa<clang::CXXThisExpr>(member->getBase())
               ? member->getMemberDecl()
               : nullptr;
  }

  /// By name: the plan may be another instance's. A local variable of the same name is no reference
  /// either, so its type stays what it is.
  bool is_captured(const clang::ValueDecl* variable) const {
    return std::any_of(plan_.captures.begin(), plan_.captures.end(), [&](const auto& c) {
      return c.variable->getDeclName() == variable->getDeclName();
    });
  }

  const loop_plan& plan_;
};

} // namespace

std::vector<clang::SourceRange> types_of_captures(const clang::Stmt* loop, const loop_plan& plan) {
  type_finder f(plan);
  f.TraverseStmt(const_cast<clang::Stmt*>(loop));
  return f.found;
}

} // namespace ptools::tool
