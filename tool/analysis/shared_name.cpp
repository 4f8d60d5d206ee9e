#include "shared_name.hpp"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

std::string name_in(const clang::Stmt* in, const array_place& place, const body_map& code) {
  const clang::ValueDecl* found = nullptr;
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
    found = code.declares(reference->getDecl()) ? nullptr : reference->getDecl();
  } else if (const auto* member = dyn_cast<clang::MemberExpr>(in)) {
    found = clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())
                ? member->getMemberDecl()
                : nullptr;
  }
  if (found != nullptr && found->getDeclName().isIdentifier() &&
      place.names.count(found->getNameAsString()) != 0) {
    return found->getNameAsString();
  }
  for (const clang::Stmt* part : in->children()) {
    const std::string inside = part == nullptr ? "" : name_in(part, place, code);
    if (!inside.empty()) {
      return inside;
    }
  }
  return {};
}

} // namespace

std::string name_for_shared(const array_access& a, const loop_values& values) {
  const std::string named = name_in(a.expression, a.place, values.map());
  if (!named.empty()) {
    return named;
  }
  const auto* variable = clang::dyn_cast_or_null<clang::NamedDecl>(a.place.steps.front());
  return variable == nullptr ? "" : variable->getNameAsString();
}

} // namespace ptools::tool
