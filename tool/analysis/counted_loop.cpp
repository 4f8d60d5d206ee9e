#include "counted_loop.hpp"

#include <algorithm>

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

const clang::VarDecl* variable_in(const Expr* e) {
  const auto* reference =
      dyn_cast_or_null<clang::DeclRefExpr>(e == nullptr ? nullptr : e->IgnoreParenImpCasts());
  return reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
}

bool take_increment(const Expr* increment, counted_loop& into) {
  increment = increment == nullptr ? nullptr : increment->IgnoreParenImpCasts();
  if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(increment)) {
    into.variable = unary->isIncrementDecrementOp() ? variable_in(unary->getSubExpr()) : nullptr;
    into.down = unary->isDecrementOp();
  } else if (const auto* change = dyn_cast_or_null<clang::CompoundAssignOperator>(increment)) {
    const bool counts =
        change->getOpcode() == clang::BO_AddAssign || change->getOpcode() == clang::BO_SubAssign;
    into.variable = counts ? variable_in(change->getLHS()) : nullptr;
    into.step = change->getRHS();
    into.down = change->getOpcode() == clang::BO_SubAssign;
  }
  return into.variable != nullptr;
}

bool take_first(const clang::Stmt* initial, counted_loop& into) {
  if (const auto* declarations = dyn_cast_or_null<clang::DeclStmt>(initial)) {
    for (const clang::Decl* declaration : declarations->decls()) {
      if (declaration == into.variable) {
        into.first = into.variable->getInit();
      }
    }
  } else if (const auto* assignment = dyn_cast_or_null<clang::BinaryOperator>(initial)) {
    if (assignment->getOpcode() == clang::BO_Assign &&
        variable_in(assignment->getLHS()) == into.variable) {
      into.first = assignment->getRHS();
    }
  }
  return into.first != nullptr;
}

void take_bound(const Expr* condition, counted_loop& into) {
  into.bound = condition;
  into.compared = false;
  const auto* compared = dyn_cast<clang::BinaryOperator>(condition->IgnoreParenImpCasts());
  if (compared == nullptr || !compared->isComparisonOp()) {
    return;
  }
  const bool left = variable_in(compared->getLHS()) == into.variable;
  if (left || variable_in(compared->getRHS()) == into.variable) {
    into.bound = left ? compared->getRHS() : compared->getLHS();
    into.compared = compared->getOpcode() != clang::BO_EQ;
    into.inclusive = compared->getOpcode() == clang::BO_LE || compared->getOpcode() == clang::BO_GE;
  }
}

class inner_loop_finder {
public:
  inner_loop_finder(const body_map& code, const reassignments& changes)
      : code_(code), changes_(changes) {}

  std::vector<counted_loop> run() const {
    std::vector<counted_loop> found;
    for (const clang::Stmt* statement : code_.statements()) {
      counted_loop one;
      if (const auto* loop = dyn_cast<clang::ForStmt>(statement)) {
        if (take(loop, one)) {
          found.push_back(std::move(one));
        }
      } else if (const auto* ranged = dyn_cast<clang::CXXForRangeStmt>(statement)) {
        one.variable = ranged->getLoopVariable();
        one.first = one.bound = ranged->getRangeInit();
        one.ranged = true;
        find_exits(ranged->getBody(), one);
        found.push_back(std::move(one));
      }
    }
    return found;
  }

private:
  bool take(const clang::ForStmt* loop, counted_loop& into) const {
    if (!take_increment(loop->getInc(), into) || !code_.declares(into.variable) ||
        !take_first(loop->getInit(), into) || loop->getCond() == nullptr) {
      return false;
    }
    for (const clang::DeclRefExpr* change : changes_.of(into.variable)) {
      if (!lies_in(change, loop->getInc()) && !lies_in(change, loop->getInit())) {
        return false;
      }
    }
    take_bound(loop->getCond(), into);
    find_exits(loop->getBody(), into);
    return true;
  }

  bool lies_in(const clang::Stmt* at, const clang::Stmt* whole) const {
    while (at != nullptr && at != whole) {
      at = code_.parent(at);
    }
    return at != nullptr;
  }

  /// `if (c) break;` ends the loop as a bound does.
  void find_exits(const clang::Stmt* in, counted_loop& into) const {
    if (in == nullptr || clang::isa<clang::LambdaExpr>(in)) {
      return;
    }
    if (clang::isa<clang::BreakStmt, clang::ReturnStmt, clang::GotoStmt>(in)) {
      for (const clang::Stmt* up = code_.parent(in); up != nullptr; up = code_.parent(up)) {
        if (const auto* choice = dyn_cast<clang::IfStmt>(up)) {
          into.left_if.push_back(choice->getCond());
          return;
        }
      }
      return;
    }
    for (const clang::Stmt* part : in->children()) {
      find_exits(part, into);
    }
  }

  const body_map& code_;
  const reassignments& changes_;
};

} // namespace

counted_loop counted(const loop_form& form) {
  counted_loop made;
  if (form.range != nullptr) {
    made.variable = form.element;
    made.first = made.bound = form.range;
    made.ranged = true;
    return made;
  }
  made.variable = form.index;
  made.first = form.first;
  made.bound = form.bound;
  made.step = form.step;
  made.down = form.down;
  made.inclusive =
      form.compared == comparison::less_equal || form.compared == comparison::greater_equal;
  return made;
}

std::vector<counted_loop> inner_loops(const body_map& code, const reassignments& changes) {
  return inner_loop_finder(code, changes).run();
}

} // namespace ptools::tool
