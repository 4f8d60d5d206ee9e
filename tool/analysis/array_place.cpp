#include "array_place.hpp"

#include <algorithm>

#include "expression.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

bool is_integer(const Expr* e) {
  return e->getType().getNonReferenceType()->isIntegralOrEnumerationType();
}

/// A lambda of the body that has nothing of the iteration in it: it chooses by its arguments alone.
bool is_accessor(const clang::VarDecl* variable, const body_map& code) {
  const auto* lambda = variable->getInit() == nullptr
                           ? nullptr
                           : dyn_cast<clang::LambdaExpr>(bare_place(variable->getInit()));
  return lambda != nullptr && std::none_of(lambda->capture_begin(), lambda->capture_end(),
                                           [&](const clang::LambdaCapture& capture) {
                                             return capture.capturesVariable() &&
                                                    code.declares(clang::cast<clang::ValueDecl>(
                                                        capture.getCapturedVar()));
                                           });
}

bool is_address(clang::QualType type) {
  return type->isPointerType() || type->isArrayType();
}

} // namespace

bool lies_in_shared_memory(const array_place& place) {
  const auto element = std::find(place.steps.begin(), place.steps.end(), nullptr);
  if (element == place.steps.begin() || element == place.steps.end()) {
    return false;
  }
  const auto* array = dyn_cast_or_null<clang::ValueDecl>(*(element - 1));
  if (array == nullptr) {
    return false;
  }
  const clang::QualType type = array->getType();
  const element_storage storage = storage_of(type.getNonReferenceType());
  return type->isPointerType() || storage == element_storage::shared ||
         storage == element_storage::elsewhere;
}

place_finder::found place_finder::root(const clang::ValueDecl* variable) const {
  const auto* own = dyn_cast<clang::VarDecl>(variable);
  if (values_.map().declares_static(variable) ||
      (own != nullptr && own->getTLSKind() != clang::VarDecl::TLS_None)) {
    return {}; // each process has its own
  }
  array_place made;
  made.steps.push_back(variable->getCanonicalDecl());
  made.names.insert(variable->getNameAsString());
  return made;
}

place_finder::found place_finder::with_element(found of) {
  if (of) {
    of->steps.push_back(nullptr);
    of->subscripts.emplace_back();
  }
  return of;
}

void place_finder::add(place_subscript& to, const Expr* more, int times) const {
  const auto value = values_.value_of(more);
  if (value && to.value) {
    to.value->add(*value, times);
  } else {
    to.value.reset();
  }
  to.parts.push_back(more);
  to.times.push_back(times);
  take_apart(to, more, times, 0);
}

void place_finder::take_apart(place_subscript& to, const Expr* e, int times, int depth) const {
  e = e->IgnoreParenImpCasts();
  if (const auto value = values_.value_of(e)) {
    to.known.add(*value, times);
    return;
  }
  const auto* operation = dyn_cast<clang::BinaryOperator>(e);
  if (operation != nullptr && operation->isAdditiveOp() && depth < deepest_place) {
    take_apart(to, operation->getLHS(), times, depth + 1);
    take_apart(to, operation->getRHS(), operation->getOpcode() == clang::BO_Add ? times : -times,
               depth + 1);
    return;
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(e);
  const auto* variable =
      reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
  const Expr* kept = variable != nullptr && depth < deepest_place ? kept_value(variable) : nullptr;
  if (kept != nullptr) {
    take_apart(to, kept, times, depth + 1);
    return;
  }
  to.unknown.push_back(e);
}

bool place_finder::declares(const clang::ValueDecl* variable) const {
  return values_.map().declares(variable) ||
         (bindings_ != nullptr && bindings_->code.declares(variable));
}

/// What a variable declared inside begins with, if it keeps that.
const Expr* place_finder::kept_value(const clang::VarDecl* variable) const {
  if (bindings_ != nullptr && bindings_->code.declares(variable)) {
    return variable->getType()->isReferenceType() || !bindings_->changes.change(variable)
               ? variable->getInit()
               : nullptr;
  }
  return values_.kept_value(variable);
}

place_finder::found place_finder::object(const Expr* e, int depth) const {
  if (depth > deepest_place) {
    return {};
  }
  e = bare_place(e);
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
    found place = target(subscript->getBase(), depth + 1);
    if (place) {
      add(place->subscripts.back(), subscript->getIdx(), 1);
      place->subscripted = true;
    }
    return place;
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    if (is_this_object(unary)) {
      return this_object();
    }
    found place =
        unary->getOpcode() == clang::UO_Deref ? target(unary->getSubExpr(), depth + 1) : found();
    if (place) {
      place->subscripted = true;
    }
    return place;
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
    return object_of_member(member, depth);
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    return object_of_name(reference->getDecl(), depth);
  }
  if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
    return object_of_operator(call, depth);
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    return object_of_call(call, depth);
  }
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
    return object_of_choice(choice, depth);
  }
  return {};
}

place_finder::found place_finder::object_of_name(const clang::ValueDecl* variable,
                                                 int depth) const {
  if (bindings_ != nullptr) {
    const auto bound = bindings_->objects.find(variable);
    if (bound != bindings_->objects.end()) {
      return bound->second;
    }
  }
  const bool inside = declares(variable);
  found place;
  if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
    place = inside && part->getBinding() != nullptr ? object(part->getBinding(), depth + 1) : place;
  } else if (const auto* local = dyn_cast<clang::VarDecl>(variable)) {
    if (inside && is_accessor(local, values_.map())) {
      place = root(local);
    } else if (inside && local->isCXXForRangeDecl() && local->getType()->isReferenceType()) {
      place = elements_of_range(local, depth);
    } else if (local->getType()->isReferenceType() && !clang::isa<clang::ParmVarDecl>(local) &&
               local->getInit() != nullptr && !local->isCXXForRangeDecl()) {
      place = object(local->getInit(), depth + 1);
      // Outside, a subscript may have had another value.
      if (!inside && place && !place->subscripts.empty()) {
        place.reset();
      }
    }
  }
  if (place) {
    place->names.insert(variable->getNameAsString());
    return place;
  }
  return inside || !clang::isa<clang::VarDecl, clang::BindingDecl>(variable) ? found()
                                                                             : root(variable);
}

place_finder::found place_finder::elements_of_range(const clang::VarDecl* variable,
                                                    int depth) const {
  const std::string position = values_.position_name(variable);
  const counted_loop* over = values_.loop_counting(position);
  const bool array = over != nullptr && (over->first->getType()->isArrayType() ||
                                         is_array_class(over->first->getType()));
  found place = array ? with_element(object(over->first, depth + 1)) : found();
  if (place) {
    place->subscripts.back().value = polynomial::of(position);
    place->subscripts.back().known = polynomial::of(position);
    place->subscripted = true;
  }
  return place;
}

place_finder::found place_finder::object_of_member(const clang::MemberExpr* member,
                                                   int depth) const {
  const clang::ValueDecl* part = member->getMemberDecl();
  if (const auto* variable = dyn_cast<clang::VarDecl>(part)) {
    return root(variable);
  }
  if (!clang::isa<clang::FieldDecl>(part)) {
    return {};
  }
  if (part->getType()->isReferenceType()) {
    if (found place = made_member(member)) {
      return place;
    }
  }
  const Expr* base = bare_place(member->getBase());
  found place;
  const auto* pointed = dyn_cast<clang::CXXOperatorCallExpr>(base);
  if (clang::isa<clang::CXXThisExpr>(base)) {
    place = this_object();
  } else if (pointed != nullptr && pointed->getOperator() == clang::OO_Arrow) {
    place = with_element(object(pointed->getArg(0), depth + 1));
  } else {
    place = member->isArrow() ? target(base, depth + 1) : object(base, depth + 1);
  }
  if (place) {
    place->steps.push_back(part->getCanonicalDecl());
    place->names.insert(part->getNameAsString());
  }
  return place;
}

place_finder::found place_finder::object_of_operator(const clang::CXXOperatorCallExpr* call,
                                                     int depth) const {
  const clang::OverloadedOperatorKind op = call->getOperator();
  if (op == clang::OO_Star && call->getNumArgs() == 1) {
    found place = target(call->getArg(0), depth + 1);
    if (place) {
      place->subscripted = true;
    }
    return place;
  }
  if (op != clang::OO_Subscript && op != clang::OO_Call) {
    return {};
  }
  const Expr* const array = call->getArg(0);
  std::vector<const Expr*> subscripts(call->arg_begin() + 1, call->arg_end());
  if (!is_array_class(array->getType())) {
    const found place = returned(call, false, depth);
    return place ? place
                 : chosen(call->getDirectCallee(), object(array, depth + 1), subscripts, depth);
  }
  if (op == clang::OO_Call && storage_of(array->getType()) != element_storage::shared) {
    return {};
  }
  found place =
      op == clang::OO_Subscript && storage_of(array->getType()) == element_storage::elsewhere
          ? target(array, depth + 1)
          : with_element(object(array, depth + 1));
  if (!place) {
    return {};
  }
  // The first one runs fastest: it is the last step.
  for (std::size_t i = subscripts.size(); i > 1; --i) {
    add(place->subscripts.back(), subscripts[i - 1], 1);
    place = with_element(std::move(place));
  }
  if (!subscripts.empty()) {
    add(place->subscripts.back(), subscripts[0], 1);
  }
  place->subscripted = true;
  return place;
}

place_finder::found place_finder::object_of_call(const clang::CallExpr* call, int depth) const {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  if (callee == nullptr) {
    return {};
  }
  const std::vector<const Expr*> arguments(call->arg_begin(), call->arg_end());
  const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call);
  if (member == nullptr) {
    if (in_std(callee) && callee->getDeclName().isIdentifier() && callee->getName() == "as_const") {
      return object(arguments[0], depth + 1);
    }
    if (clang::isa<clang::CXXMethodDecl>(callee) || in_library(callee)) {
      return {};
    }
    const found place = returned(call, false, depth);
    return place ? place : chosen(callee, array_place(), arguments, depth);
  }
  const Expr* const array = member->getImplicitObjectArgument();
  const bool by_arrow = array->getType()->isPointerType();
  const clang::QualType type = by_arrow ? array->getType()->getPointeeType() : array->getType();
  found owner = by_arrow ? clang::isa<clang::CXXThisExpr>(bare_place(array))
                               ? this_object()
                               : target(array, depth + 1)
                         : object(array, depth + 1);
  if (!is_array_class(type)) {
    const found place = returned(call, false, depth);
    return place ? place : chosen(callee, std::move(owner), arguments, depth);
  }
  if (!callee->getDeclName().isIdentifier()) {
    return {};
  }
  if (callee->getName() == "front" || callee->getName() == "back") {
    return end_of(std::move(owner), callee->getName() == "back");
  }
  if (callee->getName() != "at" || arguments.empty()) {
    return {};
  }
  found place = with_element(std::move(owner));
  for (std::size_t i = arguments.size(); place && i > 0; --i) {
    add(place->subscripts.back(), arguments[i - 1], 1);
    place = i > 1 ? with_element(std::move(place)) : std::move(place);
  }
  if (place) {
    place->subscripted = true;
  }
  return place;
}

/// The first or the last element.
place_finder::found place_finder::end_of(found array, bool last) {
  found place = with_element(std::move(array));
  if (place && last) {
    place->subscripts.back().value = place->subscripts.back().known =
        polynomial::of("the last one");
  }
  if (place) {
    place->subscripted = true;
  }
  return place;
}

place_finder::found place_finder::chosen(const clang::FunctionDecl* function, found object,
                                         const std::vector<const Expr*>& arguments,
                                         int depth) const {
  if (function == nullptr || !object || in_library(function)) {
    return {};
  }
  const clang::QualType given = function->getReturnType();
  if (!given->isPointerType() &&
      (!given->isLValueReferenceType() || given->getPointeeType().isConstQualified())) {
    return {};
  }
  object->steps.push_back(function->getCanonicalDecl());
  object->by_function = object->subscripted = true;
  bool counted = false;
  for (const Expr* argument : arguments) {
    if (is_integer(argument)) {
      object = with_element(std::move(object));
      add(object->subscripts.back(), argument, 1);
      counted = true;
      continue;
    }
    const found more = is_address(argument->getType()) ? target(argument, depth + 1)
                                                       : this->object(argument, depth + 1);
    if (!more) {
      return {};
    }
    object->steps.insert(object->steps.end(), more->steps.begin(), more->steps.end());
    object->subscripts.insert(object->subscripts.end(), more->subscripts.begin(),
                              more->subscripts.end());
    object->names.insert(more->names.begin(), more->names.end());
  }
  return counted ? object : found();
}

} // namespace ptools::tool
