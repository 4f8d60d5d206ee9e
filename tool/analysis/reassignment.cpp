#include "reassignment.hpp"

#include "library_functions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

bool is_unchanging(const clang::CXXMethodDecl* method) {
  return method->isStatic() || method->isConst() || is_element_access(method);
}

bool is_view(const clang::Stmt* at) {
  const auto* e = dyn_cast<clang::Expr>(at);
  return e != nullptr && storage_of(e->getType()) == element_storage::elsewhere;
}

bool may_change(const body_map& code, const clang::Stmt* at) {
  const clang::Stmt* up = code.parent(at);
  while (true) {
    const auto* member = clang::dyn_cast_or_null<clang::MemberExpr>(up);
    if (member != nullptr) {
      if (const auto* method = dyn_cast<clang::CXXMethodDecl>(member->getMemberDecl())) {
        return !is_unchanging(method);
      }
      if (member->isArrow()) {
        return false; // what lies behind a pointer
      }
    } else if (!clang::isa_and_nonnull<clang::ParenExpr>(up)) {
      break;
    }
    at = up;
    up = code.parent(up);
  }
  if (const auto* cast = clang::dyn_cast_or_null<clang::ImplicitCastExpr>(up)) {
    return cast->getCastKind() != clang::CK_LValueToRValue &&
           cast->getCastKind() != clang::CK_ArrayToPointerDecay &&
           !cast->getType().isConstQualified();
  }
  if (const auto* call = clang::dyn_cast_or_null<clang::CXXOperatorCallExpr>(up)) {
    const auto* method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
    if (method != nullptr && in_std(method) && !algorithm_name(method).empty() && is_view(at)) {
      return false; // std::ranges::sort changes what it leads to
    }
    return method == nullptr || call->getArg(0) != at || !is_unchanging(method);
  }
  // A lambda's list of captures; what it does with them is looked at where it does it.
  return !clang::isa_and_nonnull<clang::LambdaExpr>(up);
}

} // namespace

reassignments::reassignments(const body_map& code) {
  for (const clang::DeclRefExpr* reference : code.references()) {
    if (may_change(code, reference)) {
      found_[reference->getDecl()].push_back(reference);
    }
  }
}

bool reassignments::change(const clang::ValueDecl* variable) const {
  return found_.count(variable) != 0 && !variable->getType().isConstQualified();
}

} // namespace ptools::tool
