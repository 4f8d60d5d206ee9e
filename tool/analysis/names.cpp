#include "names.hpp"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Stmt.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

const clang::NamedDecl* find_local(const clang::Stmt* in, llvm::StringRef name) {
  if (in == nullptr) {
    return nullptr;
  }
  if (const auto* statement = dyn_cast<clang::DeclStmt>(in)) {
    for (const clang::Decl* declaration : statement->decls()) {
      const auto* named = dyn_cast<clang::NamedDecl>(declaration);
      if (named != nullptr && named->getIdentifier() != nullptr && named->getName() == name) {
        return named;
      }
    }
  }
  for (const clang::Stmt* child : in->children()) {
    if (const auto* found = find_local(child, name)) {
      return found;
    }
  }
  return nullptr;
}

const clang::NamedDecl* find_in(const clang::DeclContext* context, llvm::StringRef name,
                                const clang::ASTContext& ast) {
  const auto found = context->lookup(&ast.Idents.get(name));
  if (!found.empty()) {
    return *found.begin();
  }
  for (const auto* directive : context->using_directives()) {
    const auto nominated = directive->getNominatedNamespace()->lookup(&ast.Idents.get(name));
    if (!nominated.empty()) {
      return *nominated.begin();
    }
  }
  return nullptr;
}

const clang::DeclContext* context_of(const clang::NamedDecl* declaration) {
  if (const auto* alias = dyn_cast<clang::NamespaceAliasDecl>(declaration)) {
    return alias->getNamespace();
  }
  if (const auto* pattern = dyn_cast<clang::ClassTemplateDecl>(declaration)) {
    return pattern->getTemplatedDecl();
  }
  return dyn_cast<clang::DeclContext>(declaration);
}

} // namespace

const clang::NamedDecl* find_name(const std::string& name, const clang::FunctionDecl* function,
                                  const clang::ASTContext& context) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  llvm::StringRef(name).split(parts, "::");
  const bool from_top = !parts.empty() && parts.front().empty();
  if (from_top) {
    parts.erase(parts.begin());
  }
  for (llvm::StringRef& part : parts) {
    part = part.split('<').first.split('{').first.split('(').first.trim();
  }
  if (parts.empty() || parts.front().empty()) {
    return nullptr;
  }
  const clang::NamedDecl* found = nullptr;
  if (parts.size() == 1 && !from_top && function != nullptr) {
    for (const clang::ParmVarDecl* parameter : function->parameters()) {
      found = parameter->getName() == parts.front() ? parameter : found;
    }
    found = found != nullptr ? found : find_local(function->getBody(), parts.front());
  }
  const clang::DeclContext* at = function;
  if (from_top || function == nullptr) {
    at = context.getTranslationUnitDecl();
  }
  for (; found == nullptr && at != nullptr; at = at->getLookupParent()) {
    const auto* around = dyn_cast<clang::FunctionDecl>(at);
    if (around != nullptr && around != function && parts.size() == 1) {
      found = find_local(around->getBody(), parts.front());
    }
    if (found == nullptr && !at->isFunctionOrMethod()) {
      found = find_in(at, parts.front(), context);
    }
  }
  for (std::size_t i = 1; found != nullptr && i < parts.size(); ++i) {
    const clang::DeclContext* inside = context_of(found);
    found = inside == nullptr ? nullptr : find_in(inside, parts[i], context);
  }
  return found;
}

} // namespace ptools::tool
