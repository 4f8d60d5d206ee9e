#include "expression.hpp"
#include "loop_values.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

// Deeper than anybody nests, and an end to initialisers that name themselves.
constexpr int deepest = 48;

bool is_whole_number(clang::QualType type) {
  return !type.isNull() && type->isIntegralOrEnumerationType() && !type->isBooleanType();
}

} // namespace

std::optional<polynomial> loop_values::value_of(const Expr* e) const {
  return value_at(e, 0);
}

/// Whether a cast may change a variable's value. From the width of int on, as subscripts they are
/// what they were.
bool loop_values::narrows(const Expr* operand, clang::QualType to) const {
  const unsigned width = context_.getIntWidth(to);
  if (width >= context_.getIntWidth(context_.IntTy)) {
    return false;
  }
  operand = operand->IgnoreParenImpCasts();
  if (constant(operand)) {
    return false;
  }
  if (clang::isa<clang::BinaryOperator, clang::UnaryOperator>(operand)) {
    for (const clang::Stmt* part : operand->children()) {
      if (narrows(clang::cast<Expr>(part), to)) {
        return true;
      }
    }
    return false;
  }
  return !is_whole_number(operand->getType()) || context_.getIntWidth(operand->getType()) > width;
}

std::optional<polynomial> loop_values::value_at(const Expr* e, int depth) const {
  if (e == nullptr || depth > deepest || e->isValueDependent() || e->isTypeDependent()) {
    return {};
  }
  e = e->IgnoreParens();
  if (e->getType().isNull() || !is_whole_number(e->getType().getNonReferenceType())) {
    return {};
  }
  if (const auto number = constant(e)) {
    return polynomial(*number);
  }
  if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
    const Expr* operand = cast->getSubExpr();
    const bool plain = cast->getCastKind() == clang::CK_IntegralCast ||
                       cast->getCastKind() == clang::CK_LValueToRValue ||
                       cast->getCastKind() == clang::CK_NoOp;
    return plain && !narrows(operand, cast->getType()) ? value_at(operand, depth + 1)
                                                       : std::nullopt;
  }
  if (const auto* full = dyn_cast<clang::FullExpr>(e)) {
    return value_at(full->getSubExpr(), depth + 1);
  }
  if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(e)) {
    return value_at(temporary->getSubExpr(), depth + 1);
  }
  if (const auto* list = dyn_cast<clang::InitListExpr>(e)) {
    return list->getNumInits() == 1 ? value_at(list->getInit(0), depth + 1) : std::nullopt;
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    return value_of_name(reference->getDecl(), depth);
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    const bool minus = unary->getOpcode() == clang::UO_Minus;
    const auto operand = minus || unary->getOpcode() == clang::UO_Plus
                             ? value_at(unary->getSubExpr(), depth + 1)
                             : std::nullopt;
    return operand ? operand->times(polynomial(minus ? -1 : 1)) : std::nullopt;
  }
  if (const auto* operation = dyn_cast<clang::BinaryOperator>(e)) {
    return value_of_operation(operation, depth);
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    if (auto value = value_of_call(call, depth)) {
      return value;
    }
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
    if (auto value = value_of_made_member(member, depth)) {
      return value;
    }
  }
  const auto name = fixed_name(e, depth);
  return name ? std::optional(polynomial::of(*name)) : std::nullopt;
}

std::optional<polynomial> loop_values::value_of_name(const clang::ValueDecl* variable,
                                                     int depth) const {
  if (variable == form_.index) {
    return polynomial::of(index_);
  }
  bool known = false;
  auto given = value_in_call(variable, known, depth);
  if (known) {
    return given;
  }
  if (!clang::isa<clang::VarDecl, clang::BindingDecl>(variable) ||
      code_.map.declares_static(variable)) {
    return {};
  }
  if (!code_.map.declares(variable)) {
    if (is_declared_shared(loop_, variable->getNameAsString())) {
      return {}; // it may change while the loop runs
    }
    const Expr* value = kept_outside(variable);
    const auto known = value == nullptr ? std::nullopt : value_at(value, depth + 1);
    return known ? known : polynomial::of(name_of(variable));
  }
  const counted_loop* counting = loop_counting(name_of(variable));
  if (counting != nullptr) {
    return polynomial::of(name_of(variable));
  }
  const Expr* value = kept_value(variable);
  return value == nullptr ? std::nullopt : value_at(value, depth + 1);
}

std::optional<polynomial> loop_values::value_of_operation(const clang::BinaryOperator* operation,
                                                          int depth) const {
  if (operation->isAssignmentOp() || operation->isCommaOp() || operation->isPtrMemOp()) {
    return {};
  }
  auto left = value_at(operation->getLHS(), depth + 1);
  const auto right = value_at(operation->getRHS(), depth + 1);
  if (!left || !right) {
    return {};
  }
  switch (operation->getOpcode()) {
  case clang::BO_Add:
    left->add(*right);
    return left;
  case clang::BO_Sub:
    left->add(*right, -1);
    return left;
  case clang::BO_Mul:
    return left->times(*right);
  case clang::BO_Shl:
    if (const auto by = right->constant(); by && *by >= 0 && *by < 32) {
      return left->times(polynomial(std::int64_t{1} << *by));
    }
    [[fallthrough]];
  default:
    // `n / 2` is a value of its own, where it is the same in every iteration.
    return left->mentions_any(counters_) || right->mentions_any(counters_)
               ? std::nullopt
               : std::optional(polynomial::of("(" + left->text() + ")" +
                                              operation->getOpcodeStr().str() + "(" +
                                              right->text() + ")"));
  }
}

std::optional<std::string> loop_values::fixed(const Expr* e) const {
  if (const auto number = constant(e)) {
    return std::to_string(*number);
  }
  if (const auto value = value_of(e)) {
    return value->mentions_any(counters_) ? std::nullopt : std::optional(value->text());
  }
  return fixed_name(e, 0);
}

std::optional<std::string> loop_values::fixed_name(const Expr* e, int depth) const {
  if (depth > deepest) {
    return {};
  }
  e = e->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const clang::ValueDecl* variable = reference->getDecl();
    if (!calls_.empty()) {
      const auto given = calls_.back().objects.find(variable);
      if (given != calls_.back().objects.end()) {
        return given->second;
      }
      if (variable->getDeclContext() == calls_.back().function) {
        return {};
      }
    }
    if (!code_.map.declares(variable)) {
      return clang::isa<clang::VarDecl, clang::BindingDecl>(variable)
                 ? std::optional(name_of(variable))
                 : std::nullopt;
    }
    const Expr* value = variable->getType()->isReferenceType() ? kept_value(variable) : nullptr;
    return value == nullptr ? std::nullopt : fixed_name(value, depth + 1);
  }
  if (clang::isa<clang::CXXThisExpr>(e) || is_this_object(e)) {
    return calls_.empty() ? "this" : calls_.back().object;
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    const auto inside = unary->getOpcode() == clang::UO_Deref
                            ? fixed_name(unary->getSubExpr(), depth + 1)
                            : std::nullopt;
    return inside ? std::optional("*" + *inside) : std::nullopt;
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
    const auto object = clang::isa<clang::FieldDecl>(member->getMemberDecl())
                            ? fixed_name(member->getBase(), depth + 1)
                            : std::nullopt;
    return object ? std::optional(*object + "." + name_of(member->getMemberDecl())) : std::nullopt;
  }
  if (const auto* copy = dyn_cast<clang::CXXConstructExpr>(e)) {
    return copy->getConstructor()->isCopyOrMoveConstructor() && copy->getNumArgs() == 1
               ? fixed_name(copy->getArg(0), depth + 1)
               : std::nullopt;
  }
  const auto* call = dyn_cast<clang::CXXMemberCallExpr>(e);
  const clang::CXXMethodDecl* method = call == nullptr ? nullptr : call->getMethodDecl();
  if (method == nullptr || !method->isConst()) {
    return {};
  }
  auto name = fixed_name(call->getImplicitObjectArgument(), depth + 1);
  for (unsigned i = 0; name && i < call->getNumArgs(); ++i) {
    const auto argument = constant(call->getArg(i));
    name = argument ? std::optional(*name + " " + std::to_string(*argument)) : std::nullopt;
  }
  return name ? std::optional(*name + "." + name_of(method)) : std::nullopt;
}

} // namespace ptools::tool
