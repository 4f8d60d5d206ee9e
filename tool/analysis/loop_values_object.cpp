// Numbers in objects that are made on the way, as the stride of a column of a table.
#include "callee_effects.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "loop_values.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

/// By what is handed through, as in `column(double* p, int n) : data_(p), stride_(n) {}`.
loop_values::object_numbers
loop_values::numbers_by_constructor(const clang::CXXConstructExpr* construct, int depth) const {
  const clang::CXXConstructorDecl* constructor = construct->getConstructor();
  if (constructor->isCopyOrMoveConstructor() && construct->getNumArgs() == 1) {
    return constructor->isTrivial() ? numbers_of(construct->getArg(0), depth + 1)
                                    : object_numbers();
  }
  const clang::FunctionDecl* definition = nullptr;
  const auto* body = constructor->hasBody(definition)
                         ? dyn_cast_or_null<clang::CompoundStmt>(definition->getBody())
                         : nullptr;
  if (body == nullptr || !body->body_empty()) {
    return {};
  }
  object_numbers members;
  for (const clang::CXXCtorInitializer* each :
       clang::cast<clang::CXXConstructorDecl>(definition)->inits()) {
    const auto* reference =
        each->getMember() == nullptr
            ? nullptr
            : dyn_cast<clang::DeclRefExpr>(each->getInit()->IgnoreParenImpCasts());
    const auto* parameter =
        reference == nullptr ? nullptr : dyn_cast<clang::ParmVarDecl>(reference->getDecl());
    if (parameter == nullptr || parameter->getFunctionScopeIndex() >= construct->getNumArgs()) {
      continue;
    }
    if (auto value = value_at(construct->getArg(parameter->getFunctionScopeIndex()), depth + 1)) {
      members.emplace(each->getMember()->getCanonicalDecl(), std::move(*value));
    }
  }
  return members;
}

loop_values::object_numbers loop_values::numbers_of(const Expr* object, int depth) const {
  const clang::CXXRecordDecl* record = class_of(object->getType());
  if (depth > deepest_place || record == nullptr || in_std(record)) {
    return {};
  }
  const Expr* e = without_casts_to_class(object);
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const Expr* value = kept_value(reference->getDecl());
    return value == nullptr ? object_numbers() : numbers_of(value, depth + 1);
  }
  if (const auto* list = dyn_cast<clang::InitListExpr>(e)) {
    object_numbers members;
    unsigned at = record->getNumBases();
    for (const clang::FieldDecl* field : record->fields()) {
      if (at >= list->getNumInits()) {
        break;
      }
      if (auto value = value_at(list->getInit(at++), depth + 1)) {
        members.emplace(field->getCanonicalDecl(), std::move(*value));
      }
    }
    return members;
  }
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(e)) {
    return numbers_by_constructor(construct, depth);
  }
  const auto* call = dyn_cast<clang::CallExpr>(e);
  const clang::FunctionDecl* callee = call == nullptr ? nullptr : certain_callee(call);
  const clang::FunctionDecl* definition =
      callee == nullptr || in_std(callee) ? nullptr : callee_effects::visible_definition(callee);
  const Expr* const result = definition == nullptr ? nullptr : returned_by(definition);
  if (result == nullptr || definition->getReturnType()->isReferenceType()) {
    return {};
  }
  auto frame = frame_of(call, definition, depth + 1);
  if (!frame) {
    return {};
  }
  calls_.push_back(std::move(*frame));
  object_numbers members = numbers_of(result, depth + 1);
  calls_.pop_back();
  return members;
}

std::optional<polynomial> loop_values::value_of_made_member(const clang::MemberExpr* member,
                                                            int depth) const {
  const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  const Expr* base = bare_place(member->getBase());
  if (field == nullptr) {
    return {};
  }
  const auto find = [&](const object_numbers& members) {
    const auto known = members.find(field->getCanonicalDecl());
    return known == members.end() ? std::nullopt : std::optional(known->second);
  };
  if (clang::isa<clang::CXXThisExpr>(base)) {
    return calls_.empty() ? std::nullopt : find(calls_.back().members);
  }
  return member->isArrow() ? std::nullopt : find(numbers_of(base, depth + 1));
}

} // namespace ptools::tool
