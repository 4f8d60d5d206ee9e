#include "mentions.hpp"

#include "callee_effects.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;

namespace {

struct origin {
  const clang::ValueDecl* variable;
  bool member;
  bool in_range;
  walk_start start;
};

class mention_reader {
public:
  mention_reader(loop_code& code, callee_effects& callees, const clang::Stmt* range_part)
      : code_(code), callees_(callees), range_part_(range_part) {}

  void run() {
    for (const clang::Stmt* statement : code_.map.statements()) {
      if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
        if (!names_constant(reference)) {
          see_reference(reference);
        }
      } else if (const auto* self = dyn_cast<clang::CXXThisExpr>(statement)) {
        see_this(self);
      } else if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) {
        const auto* variable = dyn_cast<clang::VarDecl>(member->getMemberDecl());
        if (variable != nullptr && is_mutable_global(variable)) {
          follow(member, {variable, false, false, {}}, false);
        }
      }
    }
  }

private:
  bool lies_in_range(const clang::Stmt* at) const {
    for (; at != nullptr; at = code_.map.parent(at)) {
      if (at == range_part_) {
        return true;
      }
    }
    return false;
  }

  void see_reference(const clang::DeclRefExpr* reference) {
    const clang::ValueDecl* variable = reference->getDecl();
    if (const auto known = aliases_.find(variable); known != aliases_.end()) {
      const origin from = known->second;
      follow(reference, from, true);
      return;
    }
    if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
      const auto whole =
          aliases_.find(dyn_cast_or_null<clang::ValueDecl>(part->getDecomposedDecl()));
      if (whole != aliases_.end()) {
        origin from = whole->second;
        from.start.part = true;
        follow(reference, from, true);
        return;
      }
    }
    if (!clang::isa<clang::VarDecl, clang::BindingDecl>(variable) || code_.map.declares(variable)) {
      return;
    }
    if (is_local(variable) || is_mutable_global(variable)) {
      follow(reference, {variable, false, false, {}}, false);
    }
  }

  void see_this(const clang::CXXThisExpr* self) {
    const auto* member = dyn_cast_or_null<clang::MemberExpr>(parent_past_casts(self));
    const auto* field =
        member != nullptr ? dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr;
    // The member of an anonymous union goes by its own name.
    while (field != nullptr && field->isAnonymousStructOrUnion()) {
      member = dyn_cast_or_null<clang::MemberExpr>(parent_past_casts(member));
      field = member != nullptr ? dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr;
    }
    if (field != nullptr) {
      follow(member, {field, true, false, {}}, false);
    } else if (clang::isa_and_nonnull<clang::LambdaExpr>(code_.map.parent(self)) &&
               self->isImplicit()) {
      return; // a lambda of the body that captures all it names
    } else if (!is_static_member(member)) {
      code_.object_uses.push_back(self);
    }
  }

  static bool is_static_member(const clang::MemberExpr* member) {
    if (member == nullptr) {
      return false;
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(member->getMemberDecl());
    return clang::isa<clang::VarDecl>(member->getMemberDecl()) ||
           (method != nullptr && method->isStatic());
  }

  const clang::Stmt* parent_past_casts(const clang::Stmt* at) const {
    at = code_.map.parent(at);
    while (clang::isa_and_nonnull<clang::ImplicitCastExpr, clang::ParenExpr>(at)) {
      at = code_.map.parent(at);
    }
    return at;
  }

  void follow(const clang::Expr* expression, origin from, bool by_alias) {
    use found;
    found.at = expression;
    if (!code_.map.refers_to_lambda_copy(expression, from.variable)) {
      found = walk_use(code_.map, callees_, expression, from.start);
    }
    found.in_container = found.in_container || from.start.in_container;
    if (found.alias != nullptr) {
      aliases_.try_emplace(found.alias, origin{from.variable,
                                               from.member,
                                               from.in_range || lies_in_range(expression),
                                               {found.alias_hold, found.in_container,
                                                found.subscripted, found.part}});
    }
    const bool in_range = lies_in_range(expression) && !by_alias;
    code_.mentions.push_back({from.variable, from.member, expression, found, by_alias, in_range});
  }

  loop_code& code_;
  callee_effects& callees_;
  const clang::Stmt* range_part_;
  llvm::DenseMap<const clang::ValueDecl*, origin> aliases_;
};

} // namespace

bool is_local(const clang::ValueDecl* variable) {
  if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
    const auto* whole = dyn_cast_or_null<clang::VarDecl>(part->getDecomposedDecl());
    return whole != nullptr && (whole->hasLocalStorage() || whole->isStaticLocal());
  }
  const auto* local = dyn_cast<clang::VarDecl>(variable);
  // What a static local variable holds is decided when its declaration is passed, after the workers
  // have begun.
  return local != nullptr && (local->hasLocalStorage() || local->isStaticLocal());
}

/// A reference that is a name for a constant value of its own.
static bool refers_to_temporary(const clang::VarDecl* reference) {
  const clang::Expr* value = reference->getAnyInitializer();
  return reference->getType()->getPointeeType().isConstQualified() && value != nullptr &&
         clang::isa<clang::MaterializeTemporaryExpr>(value->IgnoreImpCasts());
}

bool is_mutable_global(const clang::ValueDecl* variable) {
  const auto* global = dyn_cast<clang::VarDecl>(variable);
  if (global == nullptr || !global->hasGlobalStorage() || global->isConstexpr()) {
    return false;
  }
  const clang::QualType type = global->getType();
  if (type->isReferenceType()) {
    return !refers_to_temporary(global);
  }
  const clang::QualType element = global->getASTContext().getBaseElementType(type);
  const clang::CXXRecordDecl* record = element->getAsCXXRecordDecl();
  const bool changes_inside =
      record != nullptr && record->hasDefinition() && record->hasMutableFields();
  return changes_inside || !element.isConstQualified();
}

std::string name_in_text(const mention& m) {
  return (m.member ? "this->" : "") + m.variable->getNameAsString();
}

loop_code read_loop_code(const loop_instance& instance, const loop_form& form,
                         callee_effects& callees,
                         const std::vector<const clang::VarDecl*>& inside) {
  loop_code code;
  const clang::Stmt* range_part = nullptr;
  for (const clang::VarDecl* variable : inside) {
    code.map.declare(variable);
    code.map.add(variable->getInit());
  }
  if (const auto* loop = dyn_cast<clang::ForStmt>(instance.loop)) {
    if (form.index != nullptr) {
      code.map.declare(form.index);
    }
    code.map.add(loop->getInc());
    code.map.add(loop->getBody());
  } else {
    const auto* ranged = clang::cast<clang::CXXForRangeStmt>(instance.loop);
    range_part = ranged->getRangeStmt();
    code.map.add(range_part);
    code.map.add(ranged->getBeginStmt());
    code.map.add(ranged->getEndStmt());
    code.map.add(ranged->getCond());
    code.map.add(ranged->getInc());
    code.map.add(ranged->getLoopVarStmt());
    code.map.add(ranged->getBody());
  }
  mention_reader(code, callees, range_part).run();
  return code;
}

} // namespace ptools::tool
