#include "array_place.hpp"

#include "callee_effects.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "type_kinds.hpp"
#include "value_cases.hpp"

// `g[y][x]` where `g[y]` makes a row of a pointer: such an object is no place itself, and what its
// members lead to is found where it is made.

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

bool does_nothing(const clang::Stmt* body) {
  const auto* statements = clang::dyn_cast_or_null<clang::CompoundStmt>(body);
  return statements != nullptr && statements->body_empty();
}

bool leads_somewhere(const clang::FieldDecl* field) {
  return field->getType()->isPointerType() || field->getType()->isReferenceType();
}

} // namespace

made_object place_finder::made(const Expr* object, int depth) const {
  if (depth > deepest_place || class_of(object->getType()) == nullptr ||
      is_array_class(object->getType())) {
    return {};
  }
  const Expr* e = without_casts_to_class(object);
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable == nullptr) {
      return {};
    }
    if (bindings_ != nullptr) {
      const auto given = bindings_->made.find(variable);
      if (given != bindings_->made.end()) {
        return bindings_->changes.change(variable) ? made_object() : given->second;
      }
    }
    const Expr* value = declares(variable) ? kept_value(variable) : nullptr;
    return value == nullptr ? made_object() : made(value, depth + 1);
  }
  if (const auto* list = dyn_cast<clang::InitListExpr>(e)) {
    return made_of_list(list, depth);
  }
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(e)) {
    return made_by_constructor(construct, depth);
  }
  const auto* call = dyn_cast<clang::CallExpr>(e);
  const clang::FunctionDecl* callee = call == nullptr ? nullptr : certain_callee(call);
  const clang::FunctionDecl* definition = callee == nullptr || in_library(callee)
                                              ? nullptr
                                              : callee_effects::visible_definition(callee);
  const Expr* const result = definition == nullptr ? nullptr : returned_by(definition);
  if (result == nullptr || definition->getReturnType()->isReferenceType()) {
    return {};
  }
  const body_map code(definition->getBody());
  const reassignments changes(code);
  place_bindings bindings{{}, {}, {}, {}, code, changes};
  bind(bindings, call, definition);
  const loop_values::inside_call inside(values_, call, definition);
  if (!inside.entered()) {
    return {};
  }
  made_object members = place_finder(values_, &bindings).made(result, depth + 1);
  for (auto& [field, place] : members) {
    find_led(place, values_, {code, changes});
    leave_function(place, call);
  }
  return members;
}

/// By what is handed through: `row(double* data) : data_(data) {}`. A constructor that does more
/// may lead its members elsewhere.
made_object place_finder::made_by_constructor(const clang::CXXConstructExpr* construct,
                                              int depth) const {
  const clang::CXXConstructorDecl* constructor = construct->getConstructor();
  if (constructor->isCopyOrMoveConstructor() && construct->getNumArgs() == 1) {
    return constructor->isTrivial() ? made(construct->getArg(0), depth + 1) : made_object();
  }
  const clang::FunctionDecl* definition = nullptr;
  if (!constructor->hasBody(definition) || !does_nothing(definition->getBody())) {
    return {};
  }
  made_object members;
  for (const clang::CXXCtorInitializer* each :
       clang::cast<clang::CXXConstructorDecl>(definition)->inits()) {
    const clang::FieldDecl* field = each->getMember();
    const auto* reference = field == nullptr || !leads_somewhere(field)
                                ? nullptr
                                : dyn_cast<clang::DeclRefExpr>(bare_place(each->getInit()));
    const auto* parameter =
        reference == nullptr ? nullptr : dyn_cast<clang::ParmVarDecl>(reference->getDecl());
    if (parameter == nullptr || parameter->getFunctionScopeIndex() >= construct->getNumArgs()) {
      continue;
    }
    const Expr* argument = construct->getArg(parameter->getFunctionScopeIndex());
    if (const found place = field->getType()->isPointerType() ? target(argument, depth + 1)
                                                              : object(argument, depth + 1)) {
      members.emplace(field->getCanonicalDecl(), *place);
    }
  }
  return members;
}

made_object place_finder::made_of_list(const clang::InitListExpr* list, int depth) const {
  const clang::CXXRecordDecl* record = class_of(list->getType());
  made_object members;
  unsigned at = record->getNumBases();
  for (const clang::FieldDecl* field : record->fields()) {
    if (at >= list->getNumInits()) {
      break;
    }
    const Expr* value = list->getInit(at++);
    if (!leads_somewhere(field)) {
      continue;
    }
    if (const found place = field->getType()->isPointerType() ? target(value, depth + 1)
                                                              : object(value, depth + 1)) {
      members.emplace(field->getCanonicalDecl(), *place);
    }
  }
  return members;
}

place_finder::found place_finder::made_member(const clang::MemberExpr* member) const {
  const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  const Expr* base = bare_place(member->getBase());
  if (field == nullptr) {
    return {};
  }
  made_object members;
  if (clang::isa<clang::CXXThisExpr>(base)) {
    const auto given =
        bindings_ == nullptr ? decltype(bindings_->made.end())() : bindings_->made.find(nullptr);
    if (bindings_ == nullptr || given == bindings_->made.end()) {
      return {};
    }
    members = given->second;
  } else if (!member->isArrow()) {
    members = made(base, 0);
  }
  const auto known = members.find(field->getCanonicalDecl());
  if (known == members.end()) {
    return {};
  }
  found place = known->second;
  place->by_made_object = true;
  return place;
}

/// A variable, or a member of `*this` or of a variable, that all iterations have in common.
const clang::ValueDecl* place_finder::chooser_of(const Expr* condition) const {
  const auto is_common = [&](const clang::ValueDecl* variable) {
    return clang::isa<clang::VarDecl>(variable) && !clang::isa<clang::ParmVarDecl>(variable) &&
           !declares(variable) && variable != values_.form().index;
  };
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(condition)) {
    return is_common(reference->getDecl()) ? reference->getDecl() : nullptr;
  }
  const auto* member = dyn_cast<clang::MemberExpr>(condition);
  const Expr* base = member == nullptr ? nullptr : bare_place(member->getBase());
  const auto* owner = clang::dyn_cast_or_null<clang::DeclRefExpr>(base);
  const bool common = base != nullptr && (clang::isa<clang::CXXThisExpr>(base) ||
                                          (owner != nullptr && is_common(owner->getDecl())));
  return common ? member->getMemberDecl() : nullptr;
}

/// `now ? a : b` with a condition that is the same in each iteration: one array for those that
/// choose alike, and nothing is known of others.
place_finder::found place_finder::object_of_choice(const clang::ConditionalOperator* choice,
                                                   int depth) const {
  const Expr* condition = bare_place(choice->getCond());
  const Expr* first = choice->getTrueExpr();
  const Expr* second = choice->getFalseExpr();
  if (const auto* negation = dyn_cast<clang::UnaryOperator>(condition);
      negation != nullptr && negation->getOpcode() == clang::UO_LNot) {
    condition = bare_place(negation->getSubExpr());
    std::swap(first, second);
  }
  const clang::ValueDecl* const chooser = chooser_of(condition);
  if (chooser == nullptr) {
    return {};
  }
  found one = object(first, depth + 1);
  const found other = object(second, depth + 1);
  if (!one || !other || one->subscripts.size() != other->subscripts.size()) {
    return {};
  }
  for (std::size_t i = 0; i < one->subscripts.size(); ++i) {
    if (!one->subscripts[i].value || one->subscripts[i].value != other->subscripts[i].value) {
      return {};
    }
  }
  std::vector<const clang::Decl*> steps;
  for (const clang::Decl* step : other->steps) {
    if (step != nullptr) {
      steps.push_back(step);
    }
  }
  steps.push_back(chooser->getCanonicalDecl());
  one->steps.insert(one->steps.begin(), steps.begin(), steps.end());
  one->names.insert(other->names.begin(), other->names.end());
  one->inlined = true;
  return one;
}

} // namespace ptools::tool
