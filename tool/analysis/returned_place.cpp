#include "array_place.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "type_kinds.hpp"
#include "value_cases.hpp"

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

constexpr std::size_t most_results = 16;

bool is_null(const Expr* e) {
  return clang::isa<clang::CXXNullPtrLiteralExpr, clang::GNUNullExpr, clang::IntegerLiteral>(
      e->IgnoreParenCasts());
}

void take_results(const Expr* e, std::vector<const Expr*>& into) {
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e->IgnoreParenImpCasts())) {
    take_results(choice->getTrueExpr(), into);
    take_results(choice->getFalseExpr(), into);
  } else if (!is_null(e)) {
    into.push_back(e);
  }
}

/// All that a function may return besides null, the one expression that it consists of first of
/// all.
std::vector<const Expr*> results_of(const clang::FunctionDecl* definition, const body_map& code) {
  if (const Expr* only = returned_by(definition)) {
    if (!clang::isa<clang::ConditionalOperator>(only->IgnoreParenImpCasts()) ||
        !only->getType()->isPointerType()) {
      return {only};
    }
  }
  std::vector<const Expr*> all;
  for (const Expr* result : code.results()) {
    take_results(result, all);
  }
  return all.size() <= most_results ? all : std::vector<const Expr*>();
}

/// What a subscript is that is wrapped or clamped in there.
void find_choices(array_place& place, const loop_values& values, const function_scope& scope) {
  for (place_subscript& subscript : place.subscripts) {
    if (subscript.value || subscript.parts.size() != 1) {
      continue;
    }
    for (const value_case& one : find_value_cases(subscript.parts[0], values, &scope)) {
      if (std::find(subscript.choices.begin(), subscript.choices.end(), one.value) ==
          subscript.choices.end()) {
        subscript.choices.push_back(one.value);
      }
    }
    place.bounded = place.bounded || !subscript.choices.empty();
    if (subscript.choices.size() == 1) {
      subscript.value = subscript.known = subscript.choices[0];
    }
  }
}

/// Where subscripts differ, nothing is known; false if it is another array.
bool add_case(array_place& place, const array_place& other) {
  if (place.steps != other.steps || place.subscripts.size() != other.subscripts.size()) {
    return false;
  }
  for (std::size_t i = 0; i < place.subscripts.size(); ++i) {
    place.subscripts[i].led.reset();
    if (place.subscripts[i].value != other.subscripts[i].value) {
      std::vector<polynomial> choices;
      for (const array_place* one : {static_cast<const array_place*>(&place), &other}) {
        const place_subscript& subscript = one->subscripts[i];
        if (subscript.value) {
          choices.push_back(*subscript.value);
        }
        choices.insert(choices.end(), subscript.choices.begin(), subscript.choices.end());
      }
      place.subscripts[i].choices = std::move(choices);
      place.subscripts[i].value.reset();
      place.subscripts[i].known = {};
    }
  }
  place.bounded = true;
  place.names.insert(other.names.begin(), other.names.end());
  return true;
}

} // namespace

void find_led(array_place& place, const loop_values& values, const function_scope& scope) {
  for (place_subscript& subscript : place.subscripts) {
    subscript.led = find_many_to_one(subscript, values, scope);
  }
}

void leave_function(array_place& place, const clang::CallExpr* call) {
  for (place_subscript& subscript : place.subscripts) {
    if (subscript.led) {
      subscript.led->call = call;
    }
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
  if (definition == nullptr || depth > deepest_place ||
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
  found place;
  for (const Expr* result : results_of(definition, code)) {
    found one = address ? places.target(result, depth + 1) : places.object(result, depth + 1);
    if (!one || one->subscripts.empty() || (one->by_made_object && !one->all_known())) {
      continue; // something of the function's own, as what stands for all that is outside
    }
    find_led(*one, values_, {code, changes});
    find_choices(*one, values_, {code, changes});
    if (!place) {
      place = std::move(one);
    } else if (!add_case(*place, *one)) {
      return {};
    }
  }
  if (!place) {
    return {};
  }
  leave_function(*place, call);
  return place;
}

} // namespace ptools::tool
