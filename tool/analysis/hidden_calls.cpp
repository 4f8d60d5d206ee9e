#include "hidden_calls.hpp"

#include "../frontend/llvm_compat.h"
#include "type_kinds.hpp"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;

namespace {

/// The type of a function behind a pointer.
clang::QualType called_type(const clang::CallExpr* call) {
  const clang::Expr* callee = call->getCallee()->IgnoreParens();
  if (const auto* access = dyn_cast<clang::BinaryOperator>(callee)) {
    const auto* member = access->getRHS()->getType()->getAs<clang::MemberPointerType>();
    return member == nullptr ? clang::QualType() : member->getPointeeType();
  }
  const clang::QualType type = callee->getType();
  return type->isPointerType() ? type->getPointeeType() : type;
}

class finder {
public:
  explicit finder(program_index& index) : index_(index) {}

  void destroy(clang::QualType type) {
    if (type.isNull() || type->isReferenceType() || type->isDependentType()) {
      return;
    }
    const clang::CXXRecordDecl* record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (record == nullptr || !record->hasDefinition() || record->hasTrivialDestructor() ||
        !destroyed_.insert(record->getCanonicalDecl()).second) {
      return;
    }
    if (in_library(record)) {
      for (const clang::QualType part : type_arguments(record)) {
        destroy(part);
      }
      return;
    }
    add(record->getDestructor(), true);
    for (const clang::FieldDecl* field : record->fields()) {
      destroy(field->getType());
    }
    for (const clang::CXXBaseSpecifier& base : record->bases()) {
      destroy(base.getType());
    }
  }

  void visit(const clang::Stmt* statement) {
    if (const auto* declarations = dyn_cast<clang::DeclStmt>(statement)) {
      for (const clang::Decl* each : declarations->decls()) {
        const auto* variable = dyn_cast<clang::VarDecl>(each);
        if (variable != nullptr && variable->hasLocalStorage()) {
          destroy(variable->getType());
        }
      }
    } else if (const auto* handler = dyn_cast<clang::CXXCatchStmt>(statement)) {
      destroy(handler->getCaughtType());
    } else if (const auto* temporary = dyn_cast<clang::CXXBindTemporaryExpr>(statement)) {
      destroy(temporary->getType());
    } else if (const auto* end = dyn_cast<clang::CXXDeleteExpr>(statement)) {
      visit_delete(end);
    } else if (const auto* made = dyn_cast<clang::CXXNewExpr>(statement)) {
      add(made->getOperatorNew(), true);
    } else if (const auto* inherited = dyn_cast<clang::CXXInheritedCtorInitExpr>(statement)) {
      add(inherited->getConstructor(), true);
    } else if (const auto* name = dyn_cast<clang::DeclRefExpr>(statement)) {
      add(dyn_cast<clang::FunctionDecl>(name->getDecl()), false);
    } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) {
      visit_library_call(construct->getConstructor(),
                         {construct->getArgs(), construct->getNumArgs()});
    } else if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
      visit_call(call);
    }
  }

  std::vector<hidden_call> found;

private:
  void add(const clang::FunctionDecl* function, bool certain) {
    if (function != nullptr && !in_library(function)) {
      found.push_back({function, certain});
    }
  }

  void visit_delete(const clang::CXXDeleteExpr* end) {
    destroy(end->getDestroyedType());
    add(end->getOperatorDelete(), true);
    const clang::CXXRecordDecl* record = class_of(end->getDestroyedType());
    const clang::CXXDestructorDecl* destructor =
        record != nullptr && record->hasDefinition() ? record->getDestructor() : nullptr;
    if (destructor != nullptr && destructor->isVirtual()) {
      for (const clang::FunctionDecl* other : index_.overriders(destructor)) {
        add(other, false);
        destroy(compat::type_of(clang::cast<clang::CXXMethodDecl>(other)->getParent()));
      }
    }
  }

  void visit_call(const clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr) {
      const clang::QualType type = called_type(call);
      if (!type.isNull() && type->isFunctionProtoType()) {
        for (const clang::FunctionDecl* function : index_.with_address_taken(type)) {
          add(function, false);
        }
      }
      return;
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    if (method != nullptr && method->isVirtual() && certain_target(call) == nullptr) {
      for (const clang::FunctionDecl* function : index_.overriders(method)) {
        add(function, false);
      }
    }
    visit_library_call(callee, {call->getArgs(), call->getNumArgs()});
  }

  /// What a template of the library does with the program's types: it copies, destroys, compares,
  /// converts and calls them.
  void visit_library_call(const clang::FunctionDecl* callee,
                          llvm::ArrayRef<const clang::Expr*> arguments) {
    if (!in_library(callee)) {
      return;
    }
    for (const clang::Expr* argument : arguments) {
      use(argument->getType());
    }
    if (const clang::TemplateArgumentList* list = callee->getTemplateSpecializationArgs()) {
      for (const clang::TemplateArgument& each : list->asArray()) {
        use_argument(each);
      }
    }
    if (const auto* method = dyn_cast<clang::CXXMethodDecl>(callee)) {
      for (const clang::QualType part : type_arguments(method->getParent())) {
        use(part);
      }
    }
  }

  void use_argument(const clang::TemplateArgument& argument) {
    if (argument.getKind() == clang::TemplateArgument::Type) {
      use(argument.getAsType());
    } else if (argument.getKind() == clang::TemplateArgument::Pack) {
      for (const clang::TemplateArgument& each : argument.pack_elements()) {
        use_argument(each);
      }
    }
  }

  void use(clang::QualType type) {
    if (type.isNull() || type->isDependentType()) {
      return;
    }
    type = type.getNonReferenceType();
    while (type->isPointerType()) {
      type = type->getPointeeType();
    }
    const clang::CXXRecordDecl* record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (record == nullptr || !record->hasDefinition() ||
        !used_.insert(record->getCanonicalDecl()).second) {
      return;
    }
    if (in_library(record)) {
      for (const clang::QualType part : type_arguments(record)) {
        use(part);
      }
      return;
    }
    for (const clang::Decl* each : record->decls()) {
      // A template that only the library calls is never instantiated here: its pattern must do.
      const auto* pattern = dyn_cast<clang::FunctionTemplateDecl>(each);
      const auto* method =
          dyn_cast<clang::CXXMethodDecl>(pattern != nullptr ? pattern->getTemplatedDecl() : each);
      if (method != nullptr && is_generic_operation(method)) {
        add(method, false);
      }
    }
    for (const clang::FunctionDecl* function : index_.customisations_on(record)) {
      add(function, false);
    }
    for (const clang::CXXBaseSpecifier& base : record->bases()) {
      use(base.getType());
    }
  }

  static bool is_generic_operation(const clang::CXXMethodDecl* method) {
    return method->isOverloadedOperator() || is_customisation(method) ||
           clang::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl,
                      clang::CXXConversionDecl>(method);
  }

  static std::vector<clang::QualType> type_arguments(const clang::CXXRecordDecl* record) {
    std::vector<clang::QualType> types;
    const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (special == nullptr) {
      return types;
    }
    const auto take = [&types](const clang::TemplateArgument& each) {
      if (each.getKind() == clang::TemplateArgument::Type) {
        types.push_back(each.getAsType());
      }
    };
    for (const clang::TemplateArgument& argument : special->getTemplateArgs().asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Pack) {
        for (const clang::TemplateArgument& each : argument.pack_elements()) {
          take(each);
        }
      } else {
        take(argument);
      }
    }
    return types;
  }

  program_index& index_;
  llvm::DenseSet<const clang::Decl*> destroyed_;
  llvm::DenseSet<const clang::Decl*> used_;
};

} // namespace

const clang::CXXMethodDecl* certain_target(const clang::CallExpr* call) {
  const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
  if (method == nullptr || !method->isVirtual()) {
    return method;
  }
  const auto* member = dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens());
  if (member == nullptr) {
    return nullptr;
  }
  if (member->hasQualifier()) {
    return method; // `base::f()` calls just that
  }
  return const_cast<clang::CXXMethodDecl*>(method)->getDevirtualizedMethod(member->getBase(),
                                                                           false);
}

const clang::FunctionDecl* certain_callee(const clang::CallExpr* call) {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  const auto* method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  return method != nullptr && method->isVirtual() ? certain_target(call) : callee;
}

program_index::functions possible_callees(const clang::CallExpr* call, program_index& index) {
  if (const clang::FunctionDecl* callee = certain_callee(call)) {
    return {callee};
  }
  const auto* method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
  if (method == nullptr) {
    const clang::QualType type = called_type(call);
    return type.isNull() || !type->isFunctionProtoType() ? program_index::functions()
                                                         : index.with_address_taken(type);
  }
  program_index::functions found = index.overriders(method);
  found.push_back(method);
  return found;
}

std::vector<hidden_call> hidden_calls(const clang::Stmt* statement, program_index& index) {
  finder search(index);
  search.visit(statement);
  return std::move(search.found);
}

std::vector<hidden_call> destructors_of(clang::QualType type, program_index& index) {
  finder search(index);
  search.destroy(type);
  return std::move(search.found);
}

} // namespace ptools::tool
