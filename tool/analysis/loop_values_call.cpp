#include "hidden_calls.hpp"
#include "loop_values.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

constexpr std::size_t deepest_call = 6;

const clang::LambdaExpr* lambda_of(const Expr* object) {
  object = object->IgnoreParenImpCasts();
  if (const auto* lambda = dyn_cast<clang::LambdaExpr>(object)) {
    return lambda;
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(object);
  const auto* variable =
      reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
  return variable == nullptr || variable->getInit() == nullptr
             ? nullptr
             : dyn_cast<clang::LambdaExpr>(
                   variable->getInit()->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts());
}

} // namespace

const Expr* returned_by(const clang::FunctionDecl* function) {
  const auto* body = dyn_cast_or_null<clang::CompoundStmt>(function->getBody());
  const auto* only = body != nullptr && body->size() == 1
                         ? dyn_cast<clang::ReturnStmt>(body->body_front())
                         : nullptr;
  return only == nullptr ? nullptr : only->getRetValue();
}

/// A copy that a lambda took may be older than the variable.
bool loop_values::copies_what_changes(const clang::LambdaExpr* lambda) const {
  for (const clang::LambdaCapture& capture : lambda->captures()) {
    if (!capture.capturesVariable() || capture.getCaptureKind() != clang::LCK_ByCopy) {
      continue;
    }
    const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
    if (variable == nullptr || variable->isInitCapture()) {
      return true;
    }
    const reassignments* changes = changes_around(variable);
    if (!variable->getType().isConstQualified() &&
        (changes == nullptr || changes->change(variable))) {
      return true;
    }
  }
  return false;
}

/// `known`: the variable is one of the function that is being looked into.
std::optional<polynomial> loop_values::value_in_call(const clang::ValueDecl* variable, bool& known,
                                                     int depth) const {
  known = false;
  if (calls_.empty()) {
    return {};
  }
  const call_frame& call = calls_.back();
  const auto given = call.numbers.find(variable);
  known = given != call.numbers.end() || variable->getDeclContext() == call.function;
  if (given != call.numbers.end()) {
    return given->second;
  }
  const auto counter = call.counters.find(variable);
  if (counter != call.counters.end()) {
    return polynomial::of(counter->second);
  }
  const auto* local = known ? dyn_cast<clang::VarDecl>(variable) : nullptr;
  return local != nullptr && local->hasLocalStorage() && !local->getType()->isReferenceType() &&
                 local->getInit() != nullptr && !changes_in(call.function).change(local)
             ? value_at(local->getInit(), depth + 1)
             : std::nullopt;
}

std::optional<polynomial> loop_values::value_of_call(const clang::CallExpr* call, int depth) const {
  const clang::FunctionDecl* function = certain_callee(call);
  const clang::FunctionDecl* definition = nullptr;
  if (function == nullptr || in_std(function) || !function->hasBody(definition)) {
    return {};
  }
  const Expr* const returned = returned_by(definition);
  if (returned == nullptr || definition->isVariadic()) {
    return {};
  }
  auto frame = frame_of(call, definition, depth);
  if (!frame) {
    return {};
  }
  calls_.push_back(std::move(*frame));
  auto value = value_at(returned, depth + 1);
  calls_.pop_back();
  return value;
}

std::optional<loop_values::call_frame> loop_values::frame_of(const clang::CallExpr* call,
                                                             const clang::FunctionDecl* definition,
                                                             int depth) const {
  if (calls_.size() >= deepest_call) {
    return {};
  }
  call_frame frame;
  frame.function = definition;
  unsigned first = 0; // argument
  const auto* method = dyn_cast<clang::CXXMethodDecl>(definition);
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call)) {
    if (method == nullptr) {
      return {};
    }
    const Expr* object = member->getImplicitObjectArgument();
    frame.object = fixed_name(object, depth + 1);
    if (frame.object && object->getType()->isPointerType() &&
        !clang::isa<clang::CXXThisExpr>(object->IgnoreParenImpCasts())) {
      frame.object = "*" + *frame.object;
    }
    if (!frame.object && !object->getType()->isPointerType()) {
      frame.members = numbers_of(object, depth + 1);
    }
  } else if (clang::isa<clang::CXXOperatorCallExpr>(call) && method != nullptr) {
    first = 1;
    if (method->getParent()->isLambda()) {
      const clang::LambdaExpr* lambda = lambda_of(call->getArg(0));
      if (lambda == nullptr || copies_what_changes(lambda)) {
        return {};
      }
      frame.object = calls_.empty() ? std::optional<std::string>("this") : calls_.back().object;
    } else if (!method->isStatic()) {
      frame.object = fixed_name(call->getArg(0), depth + 1);
      if (!frame.object) {
        frame.members = numbers_of(call->getArg(0), depth + 1);
      }
    }
  }
  if (call->getNumArgs() - first != definition->getNumParams()) {
    return {};
  }
  for (unsigned i = 0; i < definition->getNumParams(); ++i) {
    const clang::ParmVarDecl* parameter = definition->getParamDecl(i);
    const Expr* argument = call->getArg(first + i);
    if (const auto* usual = dyn_cast<clang::CXXDefaultArgExpr>(argument)) {
      argument = usual->getExpr();
    }
    const clang::QualType type = parameter->getType().getNonReferenceType();
    if (type->isBooleanType()) {
      frame.objects[parameter] =
          changes_in(definition).change(parameter) ? std::nullopt : fixed(argument);
    } else if (type->isIntegralOrEnumerationType()) {
      auto value = value_at(argument, depth + 1);
      frame.given[parameter] = value;
      frame.numbers[parameter] =
          changes_in(definition).change(parameter) ? std::nullopt : std::move(value);
    } else {
      frame.objects[parameter] = fixed_name(argument, depth + 1);
    }
  }
  return frame;
}

loop_values::inside_call::inside_call(const loop_values& values, const clang::CallExpr* call,
                                      const clang::FunctionDecl* definition)
    : values_(values) {
  if (auto frame = values.frame_of(call, definition, 0)) {
    values.calls_.push_back(std::move(*frame));
    entered_ = true;
  }
}

void loop_values::inside_call::count_loops(const body_map& code, const reassignments& changes) {
  for (counted_loop& loop : inner_loops(code, changes)) {
    if (loop.ranged) {
      loop.in_call = true;
      loop.first_value = polynomial(); // its positions count from 0
      const std::string position = position_name(loop.variable);
      values_.counters_.insert(position);
      values_.in_calls_.emplace(position, std::move(loop));
      continue;
    }
    loop.in_call = true;
    loop.first_value = values_.value_of(loop.first);
    loop.bound_value = values_.value_of(loop.bound);
    // In another call with the same ends it goes over the same values.
    const bool known = loop.first_value && loop.bound_value && loop.left_if.empty();
    const std::string name =
        name_of(loop.variable) +
        (known ? " from " + loop.first_value->text() + " to " + loop.bound_value->text()
               : " in call " + std::to_string(values_.in_calls_.size()));
    values_.calls_.back().counters.emplace(loop.variable, name);
    values_.counters_.insert(name);
    values_.in_calls_.emplace(name, std::move(loop));
  }
}

std::optional<polynomial> loop_values::given_value(const clang::ParmVarDecl* parameter) const {
  if (calls_.empty()) {
    return {};
  }
  const auto found = calls_.back().given.find(parameter);
  return found == calls_.back().given.end() ? std::nullopt : found->second;
}

loop_values::inside_call::~inside_call() {
  if (entered_) {
    values_.calls_.pop_back();
  }
}

} // namespace ptools::tool
