#include "static_storage.hpp"

#include "../frontend/llvm_compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

/// The outermost declaration around `inner` that stands at namespace scope.
const clang::Decl* outermost(const clang::Decl* inner) {
  const clang::Decl* found = inner;
  for (const clang::DeclContext* at = inner->getLexicalDeclContext(); at != nullptr;
       at = at->getLexicalParent()) {
    if (at->isTranslationUnit() || at->isNamespace()) {
      break;
    }
    const auto* declaration = clang::cast<clang::Decl>(at);
    const auto* linkage = dyn_cast<clang::LinkageSpecDecl>(declaration);
    if (linkage == nullptr || !linkage->hasBraces()) {
      found = declaration;
    }
  }
  if (const auto* function = dyn_cast<clang::FunctionDecl>(found)) {
    if (const auto* pattern = function->getTemplateInstantiationPattern()) {
      function = pattern;
    }
    const auto* described = function->getDescribedFunctionTemplate();
    return described != nullptr ? static_cast<const clang::Decl*>(described) : function;
  }
  if (const auto* record = dyn_cast<clang::CXXRecordDecl>(found)) {
    if (const auto* pattern = record->getTemplateInstantiationPattern()) {
      record = pattern;
    }
    const auto* described = record->getDescribedClassTemplate();
    return described != nullptr ? static_cast<const clang::Decl*>(described) : record;
  }
  return found;
}

bool attributes_stand_before(const clang::Decl* declaration, clang::SourceLocation at,
                             const clang::SourceManager& sources) {
  const auto* pattern = dyn_cast<clang::TemplateDecl>(declaration);
  const clang::Decl* attributed = pattern != nullptr ? pattern->getTemplatedDecl() : declaration;
  for (const clang::Attr* each : attributed->attrs()) {
    if (each->getLocation().isValid() &&
        sources.isBeforeInTranslationUnit(each->getLocation(), at)) {
      return true;
    }
  }
  return false;
}

bool in_or_derived_from(const clang::CXXRecordDecl* record, const clang::CXXRecordDecl* owner,
                        clang::AccessSpecifier access) {
  if (record->getCanonicalDecl() == owner->getCanonicalDecl()) {
    return true;
  }
  return access == clang::AS_protected && record->hasDefinition() && record->isDerivedFrom(owner);
}

bool inside(const clang::DeclContext* context, const clang::CXXRecordDecl* owner,
            clang::AccessSpecifier access) {
  for (; context != nullptr; context = context->getParent()) {
    const auto* record = dyn_cast<clang::CXXRecordDecl>(context);
    if (record != nullptr && in_or_derived_from(record, owner, access)) {
      return true;
    }
  }
  return false;
}

} // namespace

std::optional<std::string> qualified_text(const clang::VarDecl* variable) {
  for (const clang::DeclContext* at = variable->getDeclContext(); at != nullptr;
       at = at->getParent()) {
    const auto* record = dyn_cast<clang::CXXRecordDecl>(at);
    if (record != nullptr && (record->getName().empty() || record->isLocalClass() != nullptr)) {
      return {};
    }
  }
  if (variable->getName().empty()) {
    return {};
  }
  clang::PrintingPolicy policy = variable->getASTContext().getPrintingPolicy();
  policy.adjustForCPlusPlus();
  policy.SuppressUnwrittenScope = true;
  policy.FullyQualifiedName = true;
  compat::print_canonical(policy);
  std::string text = "::";
  llvm::raw_string_ostream out(text);
  variable->getNameForDiagnostic(out, policy, true);
  out.flush();
  return text.find('(') == std::string::npos ? std::optional(text) : std::nullopt;
}

bool may_name(const clang::FunctionDecl* function, const clang::VarDecl* member) {
  clang::AccessSpecifier access = member->getAccess();
  const clang::DeclContext* context = member->getDeclContext();
  while (const auto* owner = dyn_cast<clang::CXXRecordDecl>(context)) {
    const bool closed = access == clang::AS_private || access == clang::AS_protected;
    if (closed && !inside(function, owner, access)) {
      return false;
    }
    access = owner->getAccess();
    context = owner->getDeclContext();
  }
  return true;
}

clang::SourceLocation scope_before(const clang::FunctionDecl* function,
                                   const clang::VarDecl* member) {
  const clang::SourceManager& sources = function->getASTContext().getSourceManager();
  const clang::Decl* around = outermost(function);
  const clang::SourceLocation at = around->getBeginLoc();
  if (at.isInvalid() || at.isMacroID() || attributes_stand_before(around, at, sources)) {
    return {};
  }
  const clang::Decl* owner = outermost(member);
  const clang::SourceLocation end = owner->getEndLoc();
  return end.isValid() && sources.isBeforeInTranslationUnit(end, at) ? at : clang::SourceLocation();
}

bool is_declared_before(const clang::VarDecl* variable, const clang::FunctionDecl* function) {
  const clang::SourceManager& sources = function->getASTContext().getSourceManager();
  const clang::Decl* around = outermost(function);
  for (const clang::VarDecl* each : variable->redecls()) {
    if (each->getLexicalDeclContext()->isFunctionOrMethod()) {
      continue;
    }
    const clang::Decl* owner = outermost(each);
    if (owner == around ||
        sources.isBeforeInTranslationUnit(owner->getBeginLoc(), around->getBeginLoc())) {
      return true;
    }
  }
  return false;
}

bool is_constant_everywhere(const clang::VarDecl* variable) {
  const clang::QualType type = variable->getASTContext().getBaseElementType(variable->getType());
  const bool refers = type->isReferenceType() || type->isPointerType();
  const bool fixed = type.isConstQualified() && !refers;
  return variable->isConstexpr() || (fixed && variable->hasConstantInitialization());
}

} // namespace ptools::tool
