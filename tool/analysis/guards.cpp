#include "guards.hpp"

#include "type_kinds.hpp"
#include "clang/AST/StmtCXX.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

class labels_finder {
public:
  labels_finder(const clang::Stmt* place, const clang::SwitchStmt* many, const body_map& code) {
    const auto* block = dyn_cast<clang::CompoundStmt>(many->getBody());
    if (block == nullptr) {
      return;
    }
    for (const clang::Stmt* up = place; up != block; up = code.parent(up)) {
      child_ = up;
    }
    bool before = true;
    for (const clang::Stmt* child : block->body()) {
      const clang::Stmt* inside = see_labels(child, before);
      before = before && child != child_;
      falls_through_ = !leaves(inside);
    }
  }

  switch_labels run() {
    found_.known = known_ && (found_.others || !found_.cases.empty());
    return std::move(found_);
  }

private:
  /// What stands behind the labels.
  const clang::Stmt* see_labels(const clang::Stmt* child, bool before) {
    bool first = true;
    while (const auto* label = dyn_cast<clang::SwitchCase>(child)) {
      if (before && first && !falls_through_) {
        found_.elsewhere.insert(found_.elsewhere.end(), found_.cases.begin(), found_.cases.end());
        found_.cases.clear();
        found_.others = false;
      }
      first = false;
      const auto* one = dyn_cast<clang::CaseStmt>(label);
      known_ = known_ && (one == nullptr || !one->caseStmtIsGNURange());
      if (one == nullptr) {
        found_.others = found_.others || before;
      } else {
        (before ? found_.cases : found_.elsewhere).push_back(one->getLHS());
      }
      child = label->getSubStmt();
    }
    return child;
  }

  switch_labels found_;
  const clang::Stmt* child_ = nullptr;
  bool falls_through_ = true;
  bool known_ = true;
};

/// Calls `see` with each condition above a place and whether it holds there, or the labels that
/// lead there; with null where there is one without an expression.
template <class See>
void visit_guards(const clang::Stmt* at, const body_map& code, See see) {
  const clang::Stmt* const place = at;
  for (const clang::Stmt* up = code.parent(at); up != nullptr; at = up, up = code.parent(up)) {
    if (const auto* choice = dyn_cast<clang::IfStmt>(up)) {
      if (at == choice->getThen() || at == choice->getElse()) {
        see(choice->getCond(), at == choice->getThen(), {});
      }
    } else if (const auto* one = dyn_cast<clang::ConditionalOperator>(up)) {
      if (at != one->getCond()) {
        see(one->getCond(), at == one->getTrueExpr(), {});
      }
    } else if (const auto* both = dyn_cast<clang::BinaryOperator>(up)) {
      if (both->isLogicalOp() && at == both->getRHS()) {
        see(both->getLHS(), both->getOpcode() == clang::BO_LAnd, {});
      }
    } else if (const auto* many = dyn_cast<clang::SwitchStmt>(up)) {
      if (at == many->getBody()) {
        see(many->getCond(), std::nullopt, labels_finder(place, many, code).run());
      }
    } else if (clang::isa<clang::LambdaExpr, clang::CXXCatchStmt>(up)) {
      see(nullptr, std::nullopt, {});
    } else if (const auto* block = dyn_cast<clang::CompoundStmt>(up)) {
      for (const clang::Stmt* before : block->body()) {
        if (before == at) {
          break;
        }
        const auto* exit = dyn_cast<clang::IfStmt>(before);
        if (exit != nullptr && (leaves(exit->getThen()) || leaves(exit->getElse()))) {
          see(exit->getCond(), !leaves(exit->getThen()), {});
        }
      }
    }
  }
}

bool names_lock(llvm::StringRef name) {
  return (name.ends_with_insensitive("lock") && !name.ends_with_insensitive("unlock") &&
          !name.ends_with_insensitive("block")) ||
         name.ends_with_insensitive("guard");
}

const Expr* first_argument(const Expr* made) {
  if (const auto* construction = dyn_cast_or_null<clang::CXXConstructExpr>(made)) {
    return construction->getNumArgs() == 0 ? nullptr : construction->getArg(0);
  }
  const auto* call = dyn_cast_or_null<clang::CallExpr>(made);
  if (const auto* member = dyn_cast_or_null<clang::CXXMemberCallExpr>(call)) {
    return member->getImplicitObjectArgument();
  }
  const Expr* first = call == nullptr || call->getNumArgs() == 0 ? nullptr : call->getArg(0);
  const auto* address =
      first == nullptr ? nullptr : dyn_cast<clang::UnaryOperator>(first->IgnoreParenImpCasts());
  return address != nullptr && address->getOpcode() == clang::UO_AddrOf ? address->getSubExpr()
                                                                        : first;
}

bool keeps_processes_apart(const Expr* lock) {
  return !is_for_threads(lock->getType().getNonReferenceType());
}

} // namespace

bool leaves(const clang::Stmt* branch) {
  if (const auto* block = dyn_cast_or_null<clang::CompoundStmt>(branch)) {
    return !block->body_empty() && leaves(block->body_back());
  }
  return clang::isa_and_nonnull<clang::ContinueStmt, clang::BreakStmt, clang::ReturnStmt,
                                clang::GotoStmt>(branch);
}

bool is_guarded(const clang::Stmt* at, const body_map& code) {
  bool found = false;
  visit_guards(at, code,
               [&](const Expr*, std::optional<bool>, const switch_labels&) { found = true; });
  return found;
}

std::vector<guard> guards_of(const clang::Stmt* at, const body_map& code) {
  std::vector<guard> found;
  visit_guards(at, code,
               [&](const Expr* condition, std::optional<bool> holds, switch_labels labels) {
                 if (condition != nullptr) {
                   found.push_back({condition, holds, std::move(labels)});
                 }
               });
  return found;
}

const Expr* locked_by(const clang::Stmt* statement) {
  if (const auto* declarations = dyn_cast<clang::DeclStmt>(statement)) {
    for (const clang::Decl* declaration : declarations->decls()) {
      const auto* variable = dyn_cast<clang::VarDecl>(declaration);
      const auto* record = variable == nullptr ? nullptr : class_of(variable->getType());
      if (record != nullptr && names_lock(record->getName())) {
        const Expr* made = variable->getInit();
        return made == nullptr ? nullptr : first_argument(made->IgnoreUnlessSpelledInSource());
      }
    }
    return nullptr;
  }
  const auto* expression = dyn_cast<Expr>(statement);
  const auto* call = expression == nullptr
                         ? nullptr
                         : dyn_cast<clang::CallExpr>(expression->IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
  return callee != nullptr && callee->getDeclName().isIdentifier() && names_lock(callee->getName())
             ? first_argument(call)
             : nullptr;
}

bool is_for_threads(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr || !in_std(record)) {
    return false;
  }
  const llvm::StringRef name = record->getName();
  return name.ends_with("mutex") || name.starts_with("condition_variable") ||
         name == "counting_semaphore" || name == "latch" || name == "barrier";
}

bool holds_lock(const clang::Stmt* at, const body_map& code) {
  for (const clang::Stmt* up = code.parent(at); up != nullptr; at = up, up = code.parent(up)) {
    const auto* block = dyn_cast<clang::CompoundStmt>(up);
    if (block == nullptr) {
      continue;
    }
    for (const clang::Stmt* before : block->body()) {
      if (before == at) {
        break;
      }
      const Expr* const lock = locked_by(before);
      if (lock != nullptr && keeps_processes_apart(lock)) {
        return true;
      }
    }
  }
  return false;
}

} // namespace ptools::tool
