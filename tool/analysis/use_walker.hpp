#pragma once

#include "use_walk.hpp"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"

namespace ptools::tool {

/// The walk itself; `step` moves one parent up and says whether the walk goes on.
class use_walker {
public:
  use_walker(const body_map& code, callee_effects& callees, const clang::Expr* mention,
             walk_start start)
      : code_(code), callees_(callees), current_(mention), held_(start.held) {
    result_.in_container = start.in_container;
    result_.subscripted = start.subscripted;
    result_.part = start.part;
    result_.at = mention;
    result_.place = mention;
    result_.owner = mention->getType();
  }

  use run() {
    while (step()) {
    }
    return result_;
  }

private:
  bool end(use_kind kind, const clang::Expr* at = nullptr,
           const clang::FunctionDecl* callee = nullptr) {
    result_.kind = kind;
    result_.at = at != nullptr ? at : current_;
    result_.callee = callee;
    return false;
  }
  bool go_on(const clang::Expr* to) {
    current_ = to;
    return true;
  }
  bool go_on(const clang::Expr* to, hold held) {
    held_ = held;
    return go_on(to);
  }
  bool written(const clang::Expr* at) {
    if (held_ == hold::address_variable || held_ == hold::handle) {
      return end(use_kind::reference); // only the local name moves
    }
    return end(result_.part ? use_kind::write_part : use_kind::write, at);
  }

  bool step();
  /// A lambda of this code hands the storage out: what becomes of it is seen where it is called.
  bool step_return(const clang::ReturnStmt* result);
  bool step_cast(const clang::CastExpr* cast);
  bool step_unary(const clang::UnaryOperator* unary);
  bool step_binary(const clang::BinaryOperator* binary);
  /// `p = &variable`: from here on p is another name for it.
  bool assigned_to(const clang::Expr* target);
  bool alias(const clang::VarDecl* variable, hold held);
  bool bound_to(const clang::VarDecl* variable);
  bool step_subscript(const clang::ArraySubscriptExpr* subscript);
  bool step_member(const clang::MemberExpr* member);
  bool step_construct(const clang::CXXConstructExpr* construct);
  bool end_of_copy(const clang::CXXConstructorDecl* constructor, const clang::Expr* at);
  /// span<const T>, string_view: no write goes through it.
  static bool is_const_view(clang::QualType type);

  bool step_call(const clang::CallExpr* call);
  /// A member function called on what is held.
  bool step_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method);
  bool changes_mutable_members(const clang::CXXMethodDecl* method) const;
  /// A member function of the user whose body can be read: what it changes, and what it hands out.
  bool step_visible_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method);
  /// `*it`, `it[n]`, `it->`, `it + n`: back to a place, or another handle.
  bool step_handle_object(const clang::CallExpr* call, const clang::CXXMethodDecl* method);
  /// An object that stands for one element, such as std::vector<bool> gives.
  static bool is_proxy(const clang::CXXRecordDecl* record);
  bool continue_with_result(const clang::CallExpr* call, const clang::FunctionDecl* callee);
  bool storage_is_handle(clang::QualType type) const;
  bool step_argument(const clang::Expr* call, const clang::FunctionDecl* callee, unsigned index);
  /// An algorithm that is given a function which writes the elements it is called with.
  bool gives_to_changing_function(const clang::Expr* call) const;
  bool step_unknown_argument(const clang::Expr* call, unsigned index);
  bool may_change_through(clang::QualType parameter) const;

  const body_map& code_;
  callee_effects& callees_;
  const clang::Expr* current_;
  hold held_;
  use result_;
};

} // namespace ptools::tool
