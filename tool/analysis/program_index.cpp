#include "program_index.hpp"

#include <algorithm>

#include "type_kinds.hpp"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;

bool is_customisation(const clang::FunctionDecl* function) {
  static const llvm::StringSet<> names{
      "swap",      "iter_swap", "iter_move", "begin", "end",        "rbegin",   "rend",
      "size",      "empty",     "data",      "get",   "hash_value", "allocate", "deallocate",
      "construct", "destroy",   "compare",   "eq",    "lt",         "length",   "tag_invoke"};
  const clang::IdentifierInfo* name = function->getIdentifier();
  return name != nullptr && names.contains(name->getName());
}

class index_builder : public clang::RecursiveASTVisitor<index_builder> {
public:
  explicit index_builder(program_index& into)
      : into_(into), sources_(into.context_.getSourceManager()) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(clang::Decl* declaration) {
    const bool foreign =
        declaration != nullptr && declaration->getLocation().isValid() &&
        sources_.isInSystemHeader(sources_.getExpansionLoc(declaration->getLocation()));
    return foreign || RecursiveASTVisitor::TraverseDecl(declaration);
  }

  bool VisitCXXMethodDecl(clang::CXXMethodDecl* method) {
    if (method->size_overridden_methods() != 0) {
      add_overrider(method, method);
    }
    return true;
  }

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    const bool wanted = function->isOverloadedOperator() || is_customisation(function);
    if (!wanted || clang::isa<clang::CXXMethodDecl>(function) || function->isDependentContext()) {
      return true;
    }
    for (const clang::ParmVarDecl* parameter : function->parameters()) {
      if (const clang::CXXRecordDecl* record = class_of(parameter->getType())) {
        put(into_.customisations_[record->getCanonicalDecl()], function);
      }
    }
    return true;
  }

  bool VisitCallExpr(clang::CallExpr* call) {
    if (const auto* name = dyn_cast<clang::DeclRefExpr>(call->getCallee()->IgnoreParenImpCasts())) {
      called_.insert(name);
    }
    return true;
  }

  bool VisitDeclRefExpr(clang::DeclRefExpr* name) {
    const auto* function = dyn_cast<clang::FunctionDecl>(name->getDecl());
    if (function != nullptr && !called_.contains(name)) {
      put(into_.address_taken_, function);
    }
    return true;
  }

private:
  static void put(program_index::functions& list, const clang::FunctionDecl* function) {
    function = function->getCanonicalDecl();
    if (std::find(list.begin(), list.end(), function) == list.end()) {
      list.push_back(function);
    }
  }

  void add_overrider(const clang::CXXMethodDecl* method, const clang::CXXMethodDecl* below) {
    for (const clang::CXXMethodDecl* above : below->overridden_methods()) {
      put(into_.overriders_[above->getCanonicalDecl()], method);
      add_overrider(method, above);
    }
  }

  program_index& into_;
  const clang::SourceManager& sources_;
  llvm::DenseSet<const clang::DeclRefExpr*> called_;
};

void program_index::build() {
  if (built_) {
    return;
  }
  built_ = true;
  index_builder(*this).TraverseDecl(context_.getTranslationUnitDecl());
}

const program_index::functions& program_index::overriders(const clang::CXXMethodDecl* method) {
  build();
  return overriders_[method->getCanonicalDecl()];
}

const program_index::functions&
program_index::customisations_on(const clang::CXXRecordDecl* record) {
  build();
  return customisations_[record->getCanonicalDecl()];
}

program_index::functions program_index::with_address_taken(clang::QualType type) {
  build();
  functions found;
  for (const clang::FunctionDecl* function : address_taken_) {
    if (context_.hasSameFunctionTypeIgnoringExceptionSpec(function->getType(), type)) {
      found.push_back(function);
    }
  }
  return found;
}

} // namespace ptools::tool
