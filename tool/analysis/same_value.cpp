#include "same_value.hpp"

#include <algorithm>

#include "expression.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// Takes values, and nothing that it could change.
bool computes(const clang::FunctionDecl* callee) {
  return callee != nullptr && in_library(callee) &&
         nature_of_library_call(callee) == call_nature::pure &&
         std::all_of(callee->param_begin(), callee->param_end(), [](const auto* parameter) {
           const clang::QualType type = parameter->getType();
           return type->isArithmeticType() || ((type->isPointerType() || type->isReferenceType()) &&
                                               type->getPointeeType().isConstQualified());
         });
}

class same_value_check {
public:
  explicit same_value_check(const loop_values& values) : values_(values) {}

  bool run(const Expr* e, int depth) const {
    if (depth > deepest_place) {
      return false;
    }
    if (const auto* name = dyn_cast<clang::DeclRefExpr>(e)) {
      return is_same_name(name->getDecl(), depth);
    }
    if (const auto* binary = dyn_cast<clang::BinaryOperator>(e)) {
      if (binary->isAssignmentOp()) { // a = b = 0
        return binary->getOpcode() == clang::BO_Assign && run(binary->getRHS(), depth + 1);
      }
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
      return computes(call->getDirectCallee()) && !clang::isa<clang::CXXMemberCallExpr>(call) &&
             parts_are(call->arguments(), depth);
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
      return is_same_member(member, depth);
    }
    if (const auto* element = dyn_cast<clang::ArraySubscriptExpr>(e)) {
      return element->getType().isConstQualified() && parts_are(element->children(), depth);
    }
    if (const auto* temporary = dyn_cast<clang::CXXDefaultArgExpr>(e)) {
      return run(temporary->getExpr(), depth + 1);
    }
    const auto* unary = dyn_cast<clang::UnaryOperator>(e);
    const bool plain =
        (unary != nullptr && unary->isArithmeticOp()) ||
        clang::isa<clang::IntegerLiteral, clang::FloatingLiteral, clang::CharacterLiteral,
                   clang::StringLiteral, clang::CXXBoolLiteralExpr, clang::CXXNullPtrLiteralExpr,
                   clang::CastExpr, clang::ParenExpr, clang::FullExpr, clang::BinaryOperator,
                   clang::ConditionalOperator, clang::MaterializeTemporaryExpr,
                   clang::CXXBindTemporaryExpr, clang::CXXConstructExpr, clang::InitListExpr,
                   clang::ImplicitValueInitExpr, clang::CXXScalarValueInitExpr>(e);
    return plain && parts_are(e->children(), depth);
  }

private:
  template <class Range>
  bool parts_are(const Range& parts, int depth) const {
    return std::all_of(parts.begin(), parts.end(), [&](const clang::Stmt* part) {
      return part != nullptr && run(clang::cast<Expr>(part), depth + 1);
    });
  }

  bool is_same_name(const clang::ValueDecl* variable, int depth) const {
    if (variable == values_.form().index) {
      return false;
    }
    if (!values_.map().declares(variable)) {
      return true;
    }
    const Expr* kept =
        variable->getType()->isReferenceType() ? nullptr : values_.kept_value(variable);
    return kept != nullptr && !values_.map().declares_static(variable) && run(kept, depth + 1);
  }

  /// Of what is const, or the worker's own copy.
  bool is_same_member(const clang::MemberExpr* member, int depth) const {
    if (!clang::isa<clang::FieldDecl>(member->getMemberDecl())) {
      return false;
    }
    const Expr* base = member->getBase()->IgnoreParenImpCasts();
    const auto* name = dyn_cast<clang::DeclRefExpr>(base);
    const bool copied = name != nullptr && !member->isArrow() &&
                        !name->getDecl()->getType()->isReferenceType() &&
                        !values_.map().declares(name->getDecl());
    return copied || (member->getType().isConstQualified() && run(base, depth + 1));
  }

  const loop_values& values_;
};

} // namespace

bool is_the_same_everywhere(const Expr* value, const loop_values& values) {
  return same_value_check(values).run(value, 0);
}

} // namespace ptools::tool
