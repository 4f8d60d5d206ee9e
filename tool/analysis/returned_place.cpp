#include "array_place.hpp"

#include "callee_effects.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "type_kinds.hpp"

// What `image.at(x, y)` and `grid.row(y)` lead to: the functions that do nothing but return a place
// are looked into, so that two of them, or one and the array behind it, can be compared.

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// What an argument is a copy of, if copying it copies its pointers.
const Expr* copied_by_bytes(const Expr* argument) {
  const auto* copy = dyn_cast<clang::CXXConstructExpr>(argument->IgnoreImplicit());
  return copy != nullptr && copy->getConstructor()->isCopyOrMoveConstructor() &&
                 copy->getConstructor()->isTrivial() && copy->getNumArgs() == 1
             ? copy->getArg(0)
             : argument;
}

} // namespace

void leave_function(array_place& place, const clang::CallExpr* call) {
  for (place_subscript& subscript : place.subscripts) {
    subscript.parts.clear(); // what stands in the function means nothing out here
    subscript.times.clear();
    subscript.unknown.clear();
    if (!subscript.value) {
      subscript.parts = subscript.unknown = {call};
      subscript.times = {1};
    }
  }
  place.inlined = true;
}

void place_finder::bind(place_bindings& bindings, const clang::CallExpr* call,
                        const clang::FunctionDecl* definition) const {
  unsigned first = 0; // argument
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call)) {
    const Expr* object = member->getImplicitObjectArgument();
    bindings.object = object->getType()->isPointerType()
                          ? clang::isa<clang::CXXThisExpr>(bare_place(object)) ? this_object()
                                                                               : find_target(object)
                          : find(object);
    if (!bindings.object && !object->getType()->isPointerType()) {
      bindings.made[nullptr] = made(object, 0);
    }
  } else if (clang::isa<clang::CXXOperatorCallExpr>(call) &&
             clang::isa<clang::CXXMethodDecl>(definition)) {
    first = 1;
    const bool lambda = clang::cast<clang::CXXMethodDecl>(definition)->getParent()->isLambda();
    bindings.object = lambda ? this_object() : find(call->getArg(0));
    if (!bindings.object && !lambda) {
      bindings.made[nullptr] = made(call->getArg(0), 0);
    }
  }
  for (unsigned i = 0; i < definition->getNumParams() && first + i < call->getNumArgs(); ++i) {
    const clang::ParmVarDecl* parameter = definition->getParamDecl(i);
    const Expr* argument = call->getArg(first + i);
    if (parameter->getType()->isPointerType()) {
      bindings.targets[parameter] = find_target(argument);
    } else if (parameter->getType()->isReferenceType() ||
               (class_of(parameter->getType()) != nullptr &&
                !is_array_class(parameter->getType()))) {
      // A copy of a view leads where the view does.
      const found place = find(copied_by_bytes(argument));
      bindings.objects[parameter] = place;
      if (!place && class_of(parameter->getType().getNonReferenceType()) != nullptr) {
        bindings.made[parameter] = made(argument, 0);
      }
    }
  }
}

place_finder::found place_finder::returned(const clang::CallExpr* call, bool address,
                                           int depth) const {
  const clang::FunctionDecl* callee = certain_callee(call);
  const clang::FunctionDecl* definition = callee == nullptr || in_library(callee)
                                              ? nullptr
                                              : callee_effects::visible_definition(callee);
  const Expr* const result = definition == nullptr ? nullptr : returned_by(definition);
  if (result == nullptr || depth > deepest_place ||
      !(address ? definition->getReturnType()->isPointerType() ||
                      storage_of(definition->getReturnType()) == element_storage::elsewhere
                : definition->getReturnType()->isLValueReferenceType())) {
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
  const place_finder places(values_, &bindings);
  found place = address ? places.target(result, depth + 1) : places.object(result, depth + 1);
  if (!place || place->subscripts.empty() || (place->by_made_object && !place->all_known())) {
    return {};
  }
  leave_function(*place, call);
  return place;
}

} // namespace ptools::tool
