#include "subscript_origin.hpp"

#include <algorithm>
#include <utility>

#include "expression.hpp"
#include "loop.hpp"
#include "type_kinds.hpp"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

bool is_load(const Expr* e) {
  if (clang::isa<clang::ArraySubscriptExpr>(e)) {
    return true;
  }
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
    return unary->getOpcode() == clang::UO_Deref;
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
    return member->isArrow() && clang::isa<clang::FieldDecl>(member->getMemberDecl());
  }
  const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e);
  return call != nullptr && (call->getOperator() == clang::OO_Subscript ||
                             (call->getOperator() == clang::OO_Star && call->getNumArgs() == 1) ||
                             (call->getOperator() == clang::OO_Call &&
                              storage_of(call->getArg(0)->getType()) == element_storage::shared));
}

class origin_search {
public:
  origin_search(const loop_form& form, const body_map& code) : form_(form), code_(code) {
    for (const clang::VarDecl* variable : form.extras) {
      counters_.insert(variable);
    }
    for (const clang::Stmt* statement : code.statements()) {
      note_assignment(statement);
    }
    // Not `iota(0, m)`, which is the same in every iteration.
    for (const clang::Stmt* statement : code.statements()) {
      const auto* inner = dyn_cast<clang::CXXForRangeStmt>(statement);
      if (inner != nullptr && makes_numbers(inner->getRangeInit()) &&
          names_index(inner->getRangeInit())) {
        counters_.insert(inner->getLoopVariable());
      }
    }
  }

  bool run(const std::vector<const Expr*>& parts) {
    if (parts.size() > 1 && is_own_entry(parts.front()) && is_found(parts.back())) {
      return false; // a row of its own
    }
    for (const Expr* part : parts) {
      visit(part, false);
    }
    return loaded_ && !own_part_;
  }

private:
  /// What is stored into the body's variables, and which of them count.
  void note_assignment(const clang::Stmt* statement) {
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(statement)) {
      if (unary->isIncrementDecrementOp()) {
        counters_.insert(variable_of(unary->getSubExpr()));
      }
    } else if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
      if (binary->isCompoundAssignmentOp()) {
        counters_.insert(variable_of(binary->getLHS()));
      } else if (binary->getOpcode() == clang::BO_Assign) {
        stored_[variable_of(binary->getLHS())].push_back(binary->getRHS());
      }
    }
  }

  static const clang::ValueDecl* variable_of(const Expr* e) {
    const auto* reference = dyn_cast<clang::DeclRefExpr>(e->IgnoreParenImpCasts());
    return reference == nullptr ? nullptr : reference->getDecl();
  }

  bool names_index(const clang::Stmt* in) const {
    const auto* reference = dyn_cast<clang::DeclRefExpr>(in);
    return reference != nullptr
               ? reference->getDecl() == form_.index && form_.index != nullptr
               : std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
                   return part != nullptr && names_index(part);
                 });
  }

  /// `offset[i]`: where in a table of its own an iteration begins.
  bool is_own_entry(const Expr* e) const {
    e = e->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const auto* local = dyn_cast<clang::VarDecl>(reference->getDecl());
      return local != nullptr && code_.declares(local) && !counters_.contains(local) &&
             stored_.count(local) == 0 && local->getInit() != nullptr &&
             !local->isCXXForRangeDecl() && is_own_entry(local->getInit());
    }
    return is_load(e) && names_index(e) &&
           std::none_of(code_.references().begin(), code_.references().end(),
                        [&](const clang::DeclRefExpr* reference) {
                          return reference->getDecl() != form_.index &&
                                 code_.declares(reference->getDecl()) && lies_in(reference, e);
                        });
  }

  bool is_found(const Expr* e) const {
    origin_search there(form_, code_);
    return there.run({e});
  }

  bool lies_in(const clang::Stmt* at, const clang::Stmt* whole) const {
    while (at != nullptr && at != whole) {
      at = code_.parent(at);
    }
    return at != nullptr;
  }

  /// The next place of a counter of its own, or a ticket that nobody else gets.
  bool counts_up(const Expr* e) const {
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      const Expr* counter = unary->getSubExpr()->IgnoreParenImpCasts();
      const auto* element = dyn_cast<clang::ArraySubscriptExpr>(counter);
      const auto* subscript = dyn_cast<clang::CXXOperatorCallExpr>(counter);
      const Expr* array = element != nullptr ? element->getBase()
                          : subscript != nullptr && subscript->getOperator() == clang::OO_Subscript
                              ? subscript->getArg(0)
                              : nullptr;
      const clang::ValueDecl* variable = array == nullptr ? nullptr : variable_of(array);
      return unary->isIncrementDecrementOp() && variable != nullptr && code_.declares(variable) &&
             !variable->getType()->isPointerType() && !variable->getType()->isReferenceType();
    }
    const auto* call = dyn_cast<clang::CallExpr>(e);
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    if (callee == nullptr) {
      return false;
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    const bool by_operator = callee->getOverloadedOperator() == clang::OO_PlusPlus ||
                             callee->getOverloadedOperator() == clang::OO_MinusMinus;
    if (by_operator) {
      return method != nullptr && method->getParent()->getName().contains("atomic");
    }
    return callee->getDeclName().isIdentifier() && callee->getName().contains("fetch_") &&
           (callee->getName().contains("add") || callee->getName().contains("sub"));
  }

  void visit(const Expr* e, bool inside_load) {
    e = e->IgnoreParenImpCasts();
    if (counts_up(e)) {
      depends_ = true;
      own_part_ = own_part_ || !inside_load;
      return;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      visit_name(reference->getDecl(), inside_load);
      return;
    }
    if (!is_load(e)) {
      visit_parts(e, inside_load);
      return;
    }
    const bool depended = std::exchange(depends_, false);
    visit_parts(e, true);
    loaded_ = loaded_ || depends_;
    depends_ = depends_ || depended;
  }

  void visit_parts(const Expr* e, bool inside_load) {
    for (const clang::Stmt* part : e->children()) {
      if (const auto* expression = dyn_cast_or_null<Expr>(part)) {
        visit(expression, inside_load);
      }
    }
  }

  void visit_name(const clang::ValueDecl* variable, bool inside_load) {
    if (variable == form_.index) {
      note_own(inside_load);
      return;
    }
    if (!code_.declares(variable)) {
      return; // the same in every iteration
    }
    depends_ = true;
    if (counters_.contains(variable)) {
      own_part_ = own_part_ || !inside_load;
      return;
    }
    if (is_element(variable)) {
      loaded_ = loaded_ || !makes_numbers(form_.range);
      own_part_ = own_part_ || (makes_numbers(form_.range) && !inside_load);
      return;
    }
    if (!followed_.insert(variable).second) {
      return;
    }
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (local != nullptr && local->getInit() != nullptr) {
      visit(local->getInit(), inside_load);
    }
    if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
      const auto* whole = dyn_cast_or_null<clang::VarDecl>(part->getDecomposedDecl());
      if (whole != nullptr) {
        visit_name(whole, inside_load);
      }
    }
    for (const Expr* value : stored_[variable]) {
      visit(value, inside_load);
    }
  }

  void note_own(bool inside_load) {
    depends_ = true;
    own_part_ = own_part_ || !inside_load;
  }

  /// The variable of the range-for.
  bool is_element(const clang::ValueDecl* variable) const {
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    return form_.range != nullptr && local != nullptr && local->isCXXForRangeDecl() &&
           form_.index == nullptr && local->getDeclContext() != nullptr && !is_inner(local);
  }
  bool is_inner(const clang::VarDecl* variable) const {
    for (const clang::Stmt* statement : code_.statements()) {
      const auto* inner = dyn_cast<clang::CXXForRangeStmt>(statement);
      if (inner != nullptr && inner->getLoopVariable() == variable) {
        return true;
      }
    }
    return false;
  }

  const loop_form& form_;
  const body_map& code_;
  llvm::DenseSet<const clang::ValueDecl*> counters_;
  llvm::DenseSet<const clang::ValueDecl*> followed_;
  llvm::DenseMap<const clang::ValueDecl*, std::vector<const Expr*>> stored_;
  bool depends_ = false;  ///< something that differs between iterations was met
  bool loaded_ = false;   ///< ... in the address of a load
  bool own_part_ = false; ///< the index, or a count, outside all loads
};

} // namespace

bool comes_from_memory(const std::vector<const Expr*>& parts, const loop_form& form,
                       const body_map& code) {
  return origin_search(form, code).run(parts);
}

bool has_load(const clang::Stmt* e) {
  const auto* expression = clang::dyn_cast<Expr>(e);
  const auto* member = clang::dyn_cast<clang::MemberExpr>(e);
  const bool of_this = (expression != nullptr && is_this_object(expression)) ||
                       (member != nullptr &&
                        clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()));
  return (expression != nullptr && !of_this && is_load(expression)) ||
         std::any_of(e->child_begin(), e->child_end(),
                     [](const clang::Stmt* part) { return part != nullptr && has_load(part); });
}

} // namespace ptools::tool
