#include "stored_pointers.hpp"

#include <algorithm>
#include <array>

#include "expression.hpp"
#include "library_functions.hpp"
#include "loop_values.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

constexpr std::array allocators = {"malloc",        "calloc", "realloc", "reallocarray",
                                   "aligned_alloc", "strdup", "strndup", "memalign"};
constexpr std::array storing_calls = {"push_back", "emplace_back", "push_front", "emplace_front",
                                      "insert",    "emplace",      "push",       "assign"};

template <class List>
bool is_in(const clang::NamedDecl* function, const List& names) {
  return function->getDeclName().isIdentifier() &&
         std::find(names.begin(), names.end(), function->getName()) != names.end();
}

/// `operator new` of the library; a class may have its own, that allocates in shared memory.
bool allocates_privately(const clang::CXXNewExpr* made) {
  const clang::FunctionDecl* by = made->getOperatorNew();
  return made->getNumPlacementArgs() == 0 &&
         (by == nullptr || !clang::isa<clang::CXXMethodDecl>(by));
}

class stored_pointer_check {
public:
  stored_pointer_check(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                       reporter& report, const clang::ASTContext& context)
      : loop_(loop), values_(loop, form, code, context), report_(report) {}

  void run() {
    for (const clang::Stmt* statement : values_.map().statements()) {
      if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
        if (binary->getOpcode() == clang::BO_Assign) {
          see(binary->getLHS(), binary->getRHS());
        }
      } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(statement)) {
        if (call->getOperator() == clang::OO_Equal && call->getNumArgs() == 2) {
          see(call->getArg(0), call->getArg(1));
        }
      } else if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(statement)) {
        see_call(member);
      }
    }
  }

private:
  void see_call(const clang::CXXMemberCallExpr* call) {
    const clang::CXXMethodDecl* method = call->getMethodDecl();
    if (method == nullptr || !in_library(method) || !is_in(method, storing_calls)) {
      return;
    }
    for (const Expr* argument : call->arguments()) {
      see(call->getImplicitObjectArgument(), argument);
    }
  }

  void see(const Expr* place, const Expr* stored) {
    if (!is_address(stored->getType()) || !is_seen_by_others(place, 0)) {
      return;
    }
    const Expr* memory = private_memory(stored, 0);
    if (memory == nullptr) {
      return;
    }
    const std::string name = name_of(place);
    if (is_declared_shared(loop_, name)) {
      return;
    }
    finding f{id::stored_pointer,
              place->getBeginLoc(),
              {values_.text(place), values_.text(memory)},
              {place->getSourceRange(), stored->getSourceRange()},
              {},
              {}};
    f.notes.push_back(
        {memory->getBeginLoc(), "make it with ptools::shared_new, or keep it in a container with "
                                "ptools::shared_allocator; write 'shared(" +
                                    name + ")' if only this iteration follows the pointer"});
    report_.show(f);
  }

  static bool is_address(clang::QualType type) {
    type = type.getNonReferenceType();
    return type->isPointerType() || storage_of(type) == element_storage::elsewhere;
  }

  /// What the body has from outside, by its name or through pointers.
  bool is_seen_by_others(const Expr* e, int depth) const {
    const clang::ValueDecl* root = root_of(e);
    if (root == nullptr || depth > deepest_place) {
      return false;
    }
    if (!values_.map().declares(root)) {
      return true;
    }
    const bool leads_on = root->getType()->isReferenceType() || root->getType()->isPointerType();
    const Expr* kept = leads_on ? values_.kept_value(root) : nullptr;
    if (kept == nullptr) {
      return false;
    }
    // What the iteration has made itself is nobody else's.
    return private_memory(kept, depth + 1) == nullptr && is_seen_by_others(kept, depth + 1);
  }

  std::string name_of(const Expr* e) const {
    for (int depth = 0; depth < deepest_place; ++depth) {
      const clang::ValueDecl* root = root_of(e);
      if (root == nullptr) {
        break;
      }
      const Expr* kept = values_.map().declares(root) ? values_.kept_value(root) : nullptr;
      if (kept == nullptr) {
        return root->getNameAsString();
      }
      e = kept;
    }
    return {};
  }

  /// The variable, or the member of this object, that an expression begins with.
  static const clang::ValueDecl* root_of(const Expr* e) {
    for (;;) {
      e = bare_place(e);
      if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
        return reference->getDecl();
      }
      if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
        const Expr* base = bare_place(member->getBase());
        if (clang::isa<clang::CXXThisExpr>(base)) {
          return member->getMemberDecl();
        }
        e = base;
      } else if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
        e = subscript->getBase();
      } else if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
        e = unary->getSubExpr();
      } else if (const auto* sum = dyn_cast<clang::BinaryOperator>(e);
                 sum != nullptr && sum->isAdditiveOp()) {
        e = sum->getLHS()->getType()->isPointerType() || !sum->getRHS()->getType()->isPointerType()
                ? sum->getLHS()
                : sum->getRHS();
      } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
        if (call->getNumArgs() == 0) {
          return nullptr;
        }
        e = call->getArg(0);
      } else if (const auto* method = dyn_cast<clang::CXXMemberCallExpr>(e)) {
        e = method->getImplicitObjectArgument();
      } else {
        return nullptr;
      }
    }
  }

  /// What lies in this process's own memory of that which `e` points to, or null.
  const Expr* private_memory(const Expr* e, int depth) const {
    if (depth > deepest_place) {
      return nullptr;
    }
    e = e->IgnoreParens();
    if (const auto* cast = dyn_cast<clang::CastExpr>(e)) {
      const bool decays = cast->getCastKind() == clang::CK_ArrayToPointerDecay;
      return decays ? own_memory(cast->getSubExpr())
                    : private_memory(cast->getSubExpr(), depth + 1);
    }
    if (const auto* made = dyn_cast<clang::CXXNewExpr>(e)) {
      return allocates_privately(made) ? made : nullptr;
    }
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      return unary->getOpcode() == clang::UO_AddrOf ? own_memory(unary->getSubExpr()) : nullptr;
    }
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(e)) {
      const Expr* first = private_memory(choice->getTrueExpr(), depth + 1);
      return first != nullptr ? first : private_memory(choice->getFalseExpr(), depth + 1);
    }
    if (const auto* sum = dyn_cast<clang::BinaryOperator>(e)) {
      const Expr* address =
          sum->getLHS()->getType()->isPointerType() ? sum->getLHS() : sum->getRHS();
      return sum->isAdditiveOp() ? private_memory(address, depth + 1) : nullptr;
    }
    if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(e)) {
      return private_memory(temporary->getSubExpr(), depth + 1);
    }
    if (const auto* full = dyn_cast<clang::FullExpr>(e)) {
      return private_memory(full->getSubExpr(), depth + 1);
    }
    if (const auto* view = dyn_cast<clang::CXXConstructExpr>(e)) {
      return memory_behind_view(view, depth);
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      const Expr* kept = values_.map().declares(reference->getDecl())
                             ? values_.kept_value(reference->getDecl())
                             : nullptr;
      return kept == nullptr || !is_address(reference->getType()) ? nullptr
                                                                  : private_memory(kept, depth + 1);
    }
    return memory_of_call(dyn_cast<clang::CallExpr>(e));
  }

  const Expr* memory_behind_view(const clang::CXXConstructExpr* view, int depth) const {
    if (storage_of(view->getType()) != element_storage::elsewhere ||
        is_smart_pointer(view->getType()) || view->getNumArgs() == 0) {
      return nullptr;
    }
    const Expr* of = view->getArg(0);
    const Expr* own = is_address(of->getType()) ? private_memory(of, depth + 1) : nullptr;
    return own != nullptr ? own : owned_memory(of);
  }

  const Expr* memory_of_call(const clang::CallExpr* call) const {
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    if (callee == nullptr) {
      return nullptr;
    }
    const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call);
    if (member == nullptr) {
      return in_library(callee) && is_in(callee, allocators) ? call : nullptr;
    }
    // c_str(), data(), begin(), find(), release(), the conversion to a view: all lead inside.
    return in_library(callee) ? owned_memory(member->getImplicitObjectArgument()) : nullptr;
  }

  /// A variable of the body, or a part of it, that is no reference.
  const Expr* own_memory(const Expr* e) const {
    for (;;) {
      e = bare_place(e);
      if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
        if (member->isArrow()) {
          return nullptr;
        }
        e = member->getBase();
      } else if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
        const Expr* base = subscript->getBase()->IgnoreParenImpCasts();
        if (!base->getType()->isArrayType()) {
          return private_memory(subscript->getBase(), 0);
        }
        e = base;
      } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
        const bool element = call->getOperator() == clang::OO_Subscript && call->getNumArgs() == 2;
        return element ? owned_memory(call->getArg(0)) : nullptr;
      } else {
        break;
      }
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(e);
    const auto* variable =
        reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool own = variable != nullptr && values_.map().declares(variable) &&
                     !values_.map().declares_static(variable) && variable->hasLocalStorage() &&
                     !variable->getType()->isReferenceType();
    return own ? e : nullptr;
  }

  /// What a container or a smart pointer of the body owns.
  const Expr* owned_memory(const Expr* e) const {
    const clang::QualType type = e->getType().getNonReferenceType();
    const element_storage where = storage_of(type);
    const bool owns = where == element_storage::owned || is_smart_pointer(type) ||
                      (where == element_storage::inside && is_array_class(type));
    return owns ? own_memory(e) : nullptr;
  }

  const annotated_loop& loop_;
  const loop_values values_;
  reporter& report_;
};

} // namespace

void check_stored_pointers(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                           reporter& report, const clang::ASTContext& context) {
  stored_pointer_check(loop, form, code, report, context).run();
}

} // namespace ptools::tool
