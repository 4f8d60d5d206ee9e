// Pointers and iterators that walk: `double* p = row; for (...) *p++ = x;` is an element at `row`
// plus what the loop has counted.
#include "array_place.hpp"
#include "expression.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

/// By how much one mention moves a pointer: `p++`, `--p`, `p += 2`; nothing for other changes.
std::optional<std::int64_t> step_at(const clang::Stmt* change, const clang::Stmt* mention,
                                    const loop_values& values) {
  if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(change)) {
    return unary->isIncrementDecrementOp() ? std::optional(unary->isIncrementOp() ? 1 : -1)
                                           : std::nullopt;
  }
  if (const auto* sum = dyn_cast_or_null<clang::CompoundAssignOperator>(change)) {
    const bool up = sum->getOpcode() == clang::BO_AddAssign;
    const auto by = sum->getLHS() == mention && (up || sum->getOpcode() == clang::BO_SubAssign)
                        ? values.constant(sum->getRHS())
                        : std::nullopt;
    return by ? std::optional(up ? *by : -*by) : std::nullopt;
  }
  if (const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(change)) {
    return call->getOperator() == clang::OO_PlusPlus     ? std::optional(1)
           : call->getOperator() == clang::OO_MinusMinus ? std::optional(-1)
                                                         : std::nullopt;
  }
  return {};
}

bool is_choice(const clang::Stmt* at) {
  const auto* both = dyn_cast<clang::BinaryOperator>(at);
  return clang::isa<clang::IfStmt, clang::ConditionalOperator, clang::SwitchStmt, clang::LambdaExpr,
                    clang::CXXCatchStmt>(at) ||
         (both != nullptr && both->isLogicalOp());
}

/// The loop that makes a change in each of its turns, or null.
const clang::Stmt* loop_around(const clang::Stmt* change, const body_map& code) {
  for (const clang::Stmt* up = code.parent(change); up != nullptr; up = code.parent(up)) {
    if (clang::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(up)) {
      return up;
    }
    if (is_choice(up)) {
      return nullptr;
    }
  }
  return nullptr;
}

/// Whether a variable begins anew in each turn.
bool begins_inside(const clang::VarDecl* variable, const clang::Stmt* loop, const body_map& code) {
  const clang::Stmt* at = variable->getInit();
  for (const clang::Stmt* up = code.parent(at); up != nullptr; at = up, up = code.parent(up)) {
    if (up == loop) {
      const auto* counting = dyn_cast<clang::ForStmt>(loop);
      return counting == nullptr || at != counting->getInit();
    }
  }
  return false;
}

} // namespace

place_finder::found place_finder::target_of_walking(const clang::VarDecl* variable,
                                                    int depth) const {
  const bool in_callee = bindings_ != nullptr && bindings_->code.declares(variable);
  const body_map& code = in_callee ? bindings_->code : values_.map();
  const reassignments& changes = in_callee ? bindings_->changes : values_.changes();
  const auto made = changes.of(variable);
  if (made.size() != 1 || variable->getInit() == nullptr || variable->isCXXForRangeDecl() ||
      !(variable->getType()->isPointerType() ||
        storage_of(variable->getType()) == element_storage::elsewhere)) {
    return {};
  }
  const clang::Stmt* change = code.parent(made.front());
  const auto step = step_at(change, made.front(), values_);
  const clang::Stmt* loop = step ? loop_around(change, code) : nullptr;
  found place = loop == nullptr || begins_inside(variable, loop, code)
                    ? found()
                    : target(variable->getInit(), depth + 1);
  if (!place) {
    return {};
  }
  place_subscript& last = place->subscripts.back();
  const polynomial walked = polynomial::of(values_.turns_of(loop));
  last.known.add(walked, *step);
  if (last.value) {
    last.value->add(walked, *step);
  }
  place->subscripted = true;
  place->names.insert(variable->getNameAsString());
  return place;
}

} // namespace ptools::tool
