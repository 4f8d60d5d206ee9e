#include "callee_effects.hpp"

#include <algorithm>

#include "type_kinds.hpp"
#include "use_walk.hpp"
#include "clang/AST/DeclCXX.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

/// How a mention of a parameter begins: as the thing referred to, or as a pointer to it.
hold first_hold(clang::QualType type) {
  if (type->isReferenceType()) {
    return hold::place;
  }
  return type->isPointerType() ? hold::address_variable : hold::handle;
}

/// Follows all mentions of one variable, and of the names bound to it.
bool is_changed(const body_map& code, callee_effects& callees, const clang::ValueDecl* variable,
                hold held) {
  llvm::DenseMap<const clang::ValueDecl*, hold> names{{variable, held}};
  for (const clang::DeclRefExpr* mention : code.references()) {
    const auto name = names.find(mention->getDecl());
    if (name == names.end()) {
      continue;
    }
    const use found = walk_use(code, callees, mention, {name->second});
    if (changes(found)) {
      return true;
    }
    if (found.alias != nullptr) {
      names.try_emplace(found.alias, found.alias_hold);
    }
  }
  return false;
}

bool object_is_changed(const body_map& code, callee_effects& callees) {
  llvm::DenseMap<const clang::ValueDecl*, hold> names;
  const auto take = [&](const use& found) {
    if (found.alias != nullptr) {
      names.try_emplace(found.alias, found.alias_hold);
    }
    return changes(found);
  };
  for (const clang::CXXThisExpr* self : code.this_uses()) {
    if (take(walk_use(code, callees, self, {hold::address}))) {
      return true;
    }
  }
  for (const clang::DeclRefExpr* mention : code.references()) {
    const auto name = names.find(mention->getDecl());
    if (name != names.end() && take(walk_use(code, callees, mention, {name->second}))) {
      return true;
    }
  }
  return false;
}

} // namespace

const clang::FunctionDecl* callee_effects::visible_definition(const clang::FunctionDecl* function) {
  const clang::FunctionDecl* definition = nullptr;
  if (function == nullptr || !function->isDefined(definition) || definition->hasSkippedBody()) {
    return nullptr;
  }
  return definition->getBody() != nullptr && !definition->isDependentContext() ? definition
                                                                               : nullptr;
}

const callee_effects::effects* callee_effects::of(const clang::FunctionDecl* definition) {
  const auto [at, fresh] = known_.try_emplace(definition);
  if (!fresh) {
    return &at->second; // while a recursive function is looked at: as if it changed nothing more
  }
  at->second.arguments.assign(definition->getNumParams(), false);
  body_map code(definition->getBody());
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(definition)) {
    for (const clang::CXXCtorInitializer* init : constructor->inits()) {
      code.add(init->getInit());
    }
  }
  effects found;
  for (const clang::ParmVarDecl* parameter : definition->parameters()) {
    code.declare(parameter);
  }
  for (const clang::ParmVarDecl* parameter : definition->parameters()) {
    found.arguments.push_back(is_changed(code, *this, parameter, first_hold(parameter->getType())));
  }
  found.object = object_is_changed(code, *this);
  effects& kept = known_[definition];
  kept = std::move(found);
  return &kept;
}

bool callee_effects::changes_argument(const clang::FunctionDecl* callee, unsigned index) {
  const clang::FunctionDecl* definition = visible_definition(callee);
  if (definition == nullptr) {
    // By reference without const: taken at its word. A pointer or iterator may well only be read,
    // and a write to a captured copy behind it is caught while the loop runs.
    return callee->getParamDecl(index)->getType()->isReferenceType();
  }
  const effects* known = of(definition);
  return index < known->arguments.size() && known->arguments[index];
}

bool callee_effects::changes_object(const clang::FunctionDecl* method) {
  const clang::FunctionDecl* definition = visible_definition(method);
  return definition == nullptr || of(definition)->object;
}

bool callee_effects::changes_what_it_gets(const clang::Expr* function) {
  function = function->IgnoreParenImpCasts();
  if (const auto* address = dyn_cast<clang::UnaryOperator>(function);
      address != nullptr && address->getOpcode() == clang::UO_AddrOf) {
    function = address->getSubExpr()->IgnoreParenImpCasts();
  }
  if (const auto* named = dyn_cast<clang::DeclRefExpr>(function);
      named != nullptr && isa<clang::FunctionDecl>(named->getDecl())) {
    return changes_any_argument(named->getDecl());
  }
  const clang::CXXRecordDecl* record = class_of(function->getType());
  if (record == nullptr || !record->hasDefinition() || in_library(record)) {
    return false;
  }
  const auto found = record->lookup(context_.DeclarationNames.getCXXOperatorName(clang::OO_Call));
  return std::any_of(found.begin(), found.end(), [&](const clang::NamedDecl* operation) {
    return changes_any_argument(operation);
  });
}

bool callee_effects::changes_any_argument(const clang::NamedDecl* function) {
  if (const auto* pattern = dyn_cast<clang::FunctionTemplateDecl>(function)) {
    return std::any_of(
        pattern->spec_begin(), pattern->spec_end(),
        [&](const clang::FunctionDecl* instance) { return changes_any_argument(instance); });
  }
  const auto* called = dyn_cast<clang::FunctionDecl>(function);
  for (unsigned i = 0; called != nullptr && i < called->getNumParams(); ++i) {
    const clang::QualType type = called->getParamDecl(i)->getType();
    if (type->isReferenceType() && !type.getNonReferenceType().isConstQualified() &&
        changes_argument(called, i)) {
      return true;
    }
  }
  return false;
}

bool callee_effects::hands_out_argument(const clang::FunctionDecl* callee, unsigned index) {
  const clang::FunctionDecl* definition = visible_definition(callee);
  if (definition == nullptr || index >= definition->getNumParams()) {
    return false;
  }
  const clang::ParmVarDecl* parameter = definition->getParamDecl(index);
  const body_map code(definition->getBody());
  for (const clang::DeclRefExpr* mention : code.references()) {
    if (mention->getDecl() != parameter) {
      continue;
    }
    for (const clang::Stmt* up = code.parent(mention); up != nullptr; up = code.parent(up)) {
      if (isa<clang::ReturnStmt>(up)) {
        return true;
      }
    }
  }
  return false;
}

bool callee_effects::changes_own_copies(const clang::CXXMethodDecl* operation) {
  const clang::FunctionDecl* definition = visible_definition(operation);
  if (definition == nullptr) {
    return false;
  }
  const body_map code(definition->getBody());
  for (const clang::LambdaCapture& capture : operation->getParent()->captures()) {
    if (!capture.capturesVariable() || capture.getCaptureKind() != clang::LCK_ByCopy) {
      continue;
    }
    const bool handle =
        storage_of(capture.getCapturedVar()->getType()) == element_storage::elsewhere;
    if (is_changed(code, *this, capture.getCapturedVar(), handle ? hold::handle : hold::place)) {
      return true;
    }
  }
  return false;
}

element_storage callee_effects::storage_behind(const clang::Expr* expression, int depth) {
  const clang::Expr* e = expression->IgnoreParenImpCasts();
  while (depth < 12) {
    if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
      if (!subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()) {
        return element_storage::elsewhere;
      }
      e = subscript->getBase()->IgnoreParenImpCasts();
      continue;
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
      if (member->getMemberDecl()->getType()->isReferenceType()) {
        return element_storage::elsewhere;
      }
      const clang::Expr* base = member->getBase()->IgnoreParenImpCasts();
      if (isa<clang::CXXThisExpr>(base)) {
        return element_storage::inside;
      }
      if (member->isArrow()) {
        return element_storage::elsewhere;
      }
      e = base;
      continue;
    }
    const clang::CXXMethodDecl* method = nullptr;
    const clang::Expr* object = nullptr;
    if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(e)) {
      method = call->getMethodDecl();
      object = call->getImplicitObjectArgument();
    } else if (const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
      method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(operation->getDirectCallee());
      object = operation->getNumArgs() != 0 ? operation->getArg(0) : nullptr;
    } else if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      if (unary->getOpcode() != clang::UO_AddrOf) {
        return isa<clang::CXXThisExpr>(unary->getSubExpr()->IgnoreParenImpCasts())
                   ? element_storage::inside
                   : element_storage::elsewhere;
      }
      e = unary->getSubExpr()->IgnoreParenImpCasts();
      continue;
    }
    if (method == nullptr || object == nullptr) {
      return isa<clang::CXXThisExpr>(e) ? element_storage::inside : element_storage::elsewhere;
    }
    const element_storage held = storage_of(object->getType());
    if (held != element_storage::inside) {
      return held;
    }
    if (!in_library(method)) {
      const element_storage handed = storage_of_result(method);
      if (handed != element_storage::inside) {
        return handed;
      }
    }
    e = object->IgnoreParenImpCasts();
    ++depth;
  }
  return element_storage::elsewhere;
}

element_storage callee_effects::storage_of_result(const clang::CXXMethodDecl* method) {
  const clang::FunctionDecl* definition = visible_definition(method);
  if (definition == nullptr ||
      !results_.try_emplace(definition, element_storage::elsewhere).second) {
    return definition == nullptr ? element_storage::elsewhere : results_[definition];
  }
  const body_map code(definition->getBody());
  element_storage found = element_storage::elsewhere;
  for (const clang::Stmt* statement : code.statements()) {
    const auto* result = dyn_cast<clang::ReturnStmt>(statement);
    if (result == nullptr || result->getRetValue() == nullptr) {
      continue;
    }
    const element_storage storage = storage_behind(result->getRetValue(), 0);
    if (storage != element_storage::elsewhere) {
      found = storage;
    }
  }
  results_[definition] = found;
  return found;
}

} // namespace ptools::tool
