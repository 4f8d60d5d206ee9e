#include "body_map.hpp"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprConcepts.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

bool is_unevaluated(const clang::Stmt* statement) {
  if (isa<clang::CXXNoexceptExpr, clang::UnaryExprOrTypeTraitExpr, clang::RequiresExpr>(
          statement)) {
    return true;
  }
  const auto* typeid_of = dyn_cast<clang::CXXTypeidExpr>(statement);
  return typeid_of != nullptr && !typeid_of->isPotentiallyEvaluated();
}

bool is_variable(const clang::ValueDecl* declaration) {
  return isa<clang::VarDecl, clang::BindingDecl>(declaration);
}

} // namespace

void body_map::visit(const clang::Stmt* statement, const clang::Stmt* parent) {
  if (!parents_.try_emplace(statement, parent).second) {
    return; // shared sub-expressions occur in semantic forms
  }
  if (is_unevaluated(statement)) {
    return;
  }
  statements_.push_back(statement);
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
    if (!names_constant(reference) && is_variable(reference->getDecl())) {
      references_.push_back(reference);
    }
  } else if (const auto* self = dyn_cast<clang::CXXThisExpr>(statement)) {
    this_uses_.push_back(self);
  } else if (const auto* declarations = dyn_cast<clang::DeclStmt>(statement)) {
    visit_declarations(declarations);
  } else if (const auto* handler = dyn_cast<clang::CXXCatchStmt>(statement)) {
    if (handler->getExceptionDecl() != nullptr) {
      declared_.insert(handler->getExceptionDecl());
    }
  } else if (const auto* lambda = dyn_cast<clang::LambdaExpr>(statement)) {
    for (const clang::ParmVarDecl* parameter : lambda->getCallOperator()->parameters()) {
      declared_.insert(parameter);
    }
    for (const clang::LambdaCapture& capture : lambda->captures()) {
      if (lambda->isInitCapture(&capture)) {
        const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
        declare_with_parts(variable);
        if (variable->getInit() != nullptr) {
          initialised_[variable->getInit()] = variable;
        }
      }
    }
  } else if (const auto* opaque = dyn_cast<clang::OpaqueValueExpr>(statement)) {
    if (opaque->getSourceExpr() != nullptr) {
      visit(opaque->getSourceExpr(), statement);
    }
  }
  for (const clang::Stmt* child : statement->children()) {
    if (child != nullptr) {
      visit(child, statement);
    }
  }
}

void body_map::visit_declarations(const clang::DeclStmt* statement) {
  for (const clang::Decl* declaration : statement->decls()) {
    const auto* variable = dyn_cast<clang::VarDecl>(declaration);
    if (variable == nullptr) {
      note_name(declaration);
      continue;
    }
    if (variable->hasGlobalStorage()) {
      note_name(variable);
      statics_.insert(variable);
    } else {
      declare_with_parts(variable);
    }
    if (variable->getInit() != nullptr) {
      initialised_[variable->getInit()] = variable;
    }
  }
}

void body_map::note_name(const clang::Decl* declaration) {
  opens_namespace_ = opens_namespace_ || isa<clang::UsingDirectiveDecl>(declaration);
  if (const auto* named = dyn_cast<clang::NamedDecl>(declaration)) {
    other_names_.insert(named->getNameAsString());
  }
  if (const auto* values = dyn_cast<clang::EnumDecl>(declaration)) {
    for (const clang::EnumConstantDecl* value : values->enumerators()) {
      other_names_.insert(value->getNameAsString());
    }
  }
}

void body_map::declare_with_parts(const clang::ValueDecl* variable) {
  declared_.insert(variable);
  if (const auto* whole = dyn_cast<clang::DecompositionDecl>(variable)) {
    for (const clang::BindingDecl* part : whole->bindings()) {
      declared_.insert(part);
      if (part->getHoldingVar() != nullptr) {
        declared_.insert(part->getHoldingVar());
      }
    }
  }
}

std::vector<const clang::Expr*> body_map::results() const {
  std::vector<const clang::Expr*> all;
  for (const clang::Stmt* statement : statements_) {
    const auto* back = dyn_cast<clang::ReturnStmt>(statement);
    const clang::Stmt* up = back;
    while (up != nullptr && !isa<clang::LambdaExpr>(up)) {
      up = parent(up);
    }
    if (back != nullptr && up == nullptr && back->getRetValue() != nullptr) {
      all.push_back(back->getRetValue());
    }
  }
  return all;
}

bool body_map::refers_to_lambda_copy(const clang::Stmt* at,
                                     const clang::ValueDecl* variable) const {
  for (const clang::Stmt* up = parent(at); up != nullptr; up = parent(up)) {
    const auto* lambda = dyn_cast<clang::LambdaExpr>(up);
    if (lambda == nullptr) {
      continue;
    }
    for (const clang::LambdaCapture& capture : lambda->captures()) {
      if (capture.capturesVariable() && capture.getCapturedVar() == variable &&
          capture.getCaptureKind() == clang::LCK_ByCopy && at != up && parent(at) != up) {
        return true;
      }
    }
  }
  return false;
}

} // namespace ptools::tool
