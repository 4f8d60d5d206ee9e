#include "captures.hpp"

#include <algorithm>

#include "static_storage.hpp"
#include "transportable.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

class capture_finder {
public:
  capture_finder(const annotated_loop& loop, const loop_instance& instance, const loop_code& code,
                 loop_plan& plan, reporter& report, const clang::ASTContext& context)
      : loop_(loop), instance_(instance), code_(code), plan_(plan), report_(report),
        context_(context) {}

  void run() {
    for (const clang::CXXThisExpr* self : code_.object_uses) {
      refuse_object(self);
    }
    for (const mention& m : code_.mentions) {
      see(m);
    }
  }

private:
  void see(const mention& m) {
    const bool range_elsewhere = m.in_range && plan_.form.range_variable != m.variable;
    if (range_elsewhere || (m.by_alias && !is_known(m.variable))) {
      return;
    }
    if (!m.member && (!is_local(m.variable) || code_.map.declares_static(m.variable))) {
      return; // no capture brings a global, or a static of the body
    }
    note_this_arrow(m);
    if (is_reduction(m.variable)) {
      return;
    }
    const bool plain_read = m.what.kind == use_kind::read && !m.by_alias;
    for (captured_variable& known : plan_.captures) {
      if (known.variable == m.variable) {
        if (!plain_read) {
          known.passed = passing::by_reference;
        }
        return;
      }
    }
    if (!m.member && becomes_static(m)) {
      return;
    }
    take(m, plain_read);
  }

  bool is_known(const clang::ValueDecl* variable) const {
    return std::any_of(plan_.captures.begin(), plan_.captures.end(),
                       [&](const captured_variable& c) { return c.variable == variable; });
  }
  bool is_refused(const clang::ValueDecl* variable) const {
    return std::find(plan_.refused.begin(), plan_.refused.end(), variable) != plan_.refused.end();
  }
  bool is_reduction(const clang::ValueDecl* variable) const {
    return std::any_of(plan_.reductions.begin(), plan_.reductions.end(),
                       [&](const reduction_variable& r) { return r.what.variable == variable; });
  }

  void take(const mention& m, bool plain_read) {
    captured_variable made;
    made.name = m.variable->getNameAsString();
    made.variable = m.variable;
    made.member = m.member;
    const clang::QualType type = m.variable->getType().getNonReferenceType();
    const bool scalar = type->isScalarType() || type->isDependentType();
    made.restricted = type.isRestrictQualified() && !m.variable->getType()->isReferenceType();
    const auto* field = dyn_cast<clang::FieldDecl>(m.variable);
    made.bit_field = field != nullptr && field->isBitField();
    made.passed =
        made.restricted || (plain_read && scalar) ? passing::by_value : passing::by_reference;
    if (clashes(m)) {
      return;
    }
    if (!type->isDependentType()) {
      if (refuses_to_travel(m, type)) {
        return;
      }
      made.pointers = pointers_inside(type, made.name, context_);
      if (!made.pointers.empty()) {
        made.size = context_.getTypeSizeInChars(type).getQuantity();
      }
    }
    plan_.captures.push_back(std::move(made));
  }

  /// Only what certainly lies in private memory is refused here; the rest is looked at when the
  /// loop starts.
  bool refuses_to_travel(const mention& m, clang::QualType type) {
    const bool elsewhere = m.variable->getType()->isReferenceType() || m.member;
    auto reason = reason_bound_to_process(type, context_);
    if (!reason && !elsewhere) {
      reason = reason_not_to_travel(type, context_);
    }
    if (!reason && !is_declared_shared(loop_, m.variable->getNameAsString())) {
      reason = reason_elements_are_private(type);
    }
    if (!reason) {
      return false;
    }
    if (is_refused(m.variable)) {
      return true;
    }
    plan_.refused.push_back(m.variable);
    finding f{id::cannot_travel,
              m.expression->getExprLoc(),
              {name_in_text(m), spelled(type, context_), *reason},
              {m.expression->getSourceRange()},
              {},
              {}};
    f.notes.push_back(
        {m.variable->getLocation(), "'" + m.variable->getNameAsString() + "' is declared here"});
    f.notes.push_back({m.expression->getExprLoc(),
                       "declare it inside the loop, keep it in the shared heap with "
                       "ptools::shared_new, or give its type a serialize() member"});
    report_.show(f);
    return true;
  }

  /// A constant whose address is needed: with static storage it needs no capture.
  bool becomes_static(const mention& m) {
    const auto* variable = dyn_cast<clang::VarDecl>(m.variable);
    if (variable != nullptr && variable->isStaticLocal()) {
      return is_constant_everywhere(variable);
    }
    if (variable == nullptr || isa<clang::ParmVarDecl>(variable) ||
        variable->getType()->isReferenceType() || variable->isInitCapture() ||
        !variable->getType().isConstQualified() ||
        !(variable->isConstexpr() || variable->isUsableInConstantExpressions(context_))) {
      return false;
    }
    const clang::DeclStmt* statement = declaration_of(variable, instance_.function);
    if (statement == nullptr || statement->getBeginLoc().isMacroID()) {
      return false;
    }
    for (const clang::Decl* other : statement->decls()) {
      const auto* constant = dyn_cast<clang::VarDecl>(other);
      if (constant == nullptr || !constant->isUsableInConstantExpressions(context_)) {
        return false;
      }
    }
    if (std::find(plan_.made_static.begin(), plan_.made_static.end(), variable) ==
        plan_.made_static.end()) {
      plan_.made_static.push_back(variable);
    }
    return true;
  }

  void note_this_arrow(const mention& m) {
    const auto* member = dyn_cast<clang::MemberExpr>(m.expression);
    if (!m.member || member == nullptr || member->isImplicitAccess()) {
      return;
    }
    plan_.this_arrows.push_back({member->getBeginLoc(), member->getMemberLoc()});
  }

  /// After `this->a` has become `a`, the name must not find something else.
  bool clashes(const mention& m) {
    const clang::IdentifierInfo* name = m.variable->getIdentifier();
    for (const mention& other : code_.mentions) {
      if (other.variable->getIdentifier() == name && other.variable != m.variable &&
          other.member != m.member) {
        return show_clash(m.member ? m : other);
      }
    }
    if (!m.member) {
      return false;
    }
    for (const clang::Stmt* statement : code_.map.statements()) {
      const auto* declarations = dyn_cast<clang::DeclStmt>(statement);
      if (declarations == nullptr) {
        continue;
      }
      for (const clang::Decl* declaration : declarations->decls()) {
        const auto* variable = dyn_cast<clang::VarDecl>(declaration);
        if (variable != nullptr && variable->getIdentifier() == name) {
          return show_clash(m);
        }
      }
    }
    const bool index = plan_.form.index != nullptr && plan_.form.index->getIdentifier() == name;
    return (index || (is_named(m.variable) && names_another(m.variable))) && show_clash(m);
  }

  bool is_written_with_this(const mention& m) const {
    const auto* member = dyn_cast<clang::MemberExpr>(m.expression);
    return member != nullptr && !member->isImplicitAccess();
  }

  bool is_named(const clang::ValueDecl* variable) const {
    return llvm::any_of(code_.mentions, [&](const mention& m) {
      return m.variable == variable && is_written_with_this(m);
    });
  }

  /// Whether `this->n` stands in the statement.
  bool is_named_in(const clang::Stmt* scope, const clang::ValueDecl* variable) const {
    return llvm::any_of(code_.mentions, [&](const mention& m) {
      const clang::Stmt* up = m.expression;
      while (up != nullptr && up != scope) {
        up = code_.map.parent(up);
      }
      return m.variable == variable && up != nullptr && is_written_with_this(m);
    });
  }

  /// Constants around the loop, parts of structured bindings, enumerators; parameters of the lambda
  /// and what the handler catches in which the member stands.
  bool names_another(const clang::ValueDecl* variable) const {
    const auto is_another = [&](const clang::NamedDecl* other) {
      return other != nullptr && other != variable &&
             other->getIdentifier() == variable->getIdentifier();
    };
    const auto declares_another = [&](const clang::Decl* declaration) {
      if (const auto* whole = dyn_cast<clang::DecompositionDecl>(declaration)) {
        return llvm::any_of(whole->bindings(), is_another);
      }
      const auto* values = dyn_cast<clang::EnumDecl>(declaration);
      return values != nullptr && llvm::any_of(values->enumerators(), is_another);
    };
    return llvm::any_of(code_.map.statements(), [&](const clang::Stmt* statement) {
      if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
        return !reference->hasQualifier() && is_another(reference->getDecl()) &&
               !code_.map.declares(reference->getDecl());
      }
      if (const auto* handler = dyn_cast<clang::CXXCatchStmt>(statement)) {
        return is_another(handler->getExceptionDecl()) && is_named_in(handler, variable);
      }
      if (const auto* lambda = dyn_cast<clang::LambdaExpr>(statement)) {
        const bool hidden =
            llvm::any_of(lambda->getCallOperator()->parameters(), is_another) ||
            llvm::any_of(lambda->captures(), [&](const clang::LambdaCapture& capture) {
              return lambda->isInitCapture(&capture) && is_another(capture.getCapturedVar());
            });
        return hidden && is_named_in(lambda, variable);
      }
      const auto* declarations = dyn_cast<clang::DeclStmt>(statement);
      return declarations != nullptr && llvm::any_of(declarations->decls(), declares_another);
    });
  }

  bool show_clash(const mention& m) {
    finding f{id::name_clash,
              m.expression->getExprLoc(),
              {m.variable->getNameAsString()},
              {m.expression->getSourceRange()},
              {},
              {}};
    f.notes.push_back({m.expression->getExprLoc(), "give the other variable another name"});
    report_.show(f);
    return true;
  }

  void refuse_object(const clang::CXXThisExpr* self) {
    const clang::Stmt* up = code_.map.parent(self);
    while (clang::isa_and_nonnull<clang::ImplicitCastExpr>(up)) {
      up = code_.map.parent(up);
    }
    const auto* member = clang::dyn_cast_or_null<clang::MemberExpr>(up);
    const std::string what =
        member != nullptr ? member->getMemberDecl()->getNameAsString() : "this";
    finding f{id::uses_this,
              member != nullptr ? member->getMemberLoc() : self->getLocation(),
              {what},
              {},
              {},
              {}};
    f.notes.push_back({f.where, "copy what is needed into local variables before the loop, or make "
                                "the function static and pass it what it needs"});
    report_.show(f);
  }

  const annotated_loop& loop_;
  const loop_instance& instance_;
  const loop_code& code_;
  loop_plan& plan_;
  reporter& report_;
  const clang::ASTContext& context_;
};

const clang::DeclStmt* search(const clang::Stmt* in, const clang::VarDecl* variable) {
  if (const auto* statement = dyn_cast<clang::DeclStmt>(in)) {
    for (const clang::Decl* declaration : statement->decls()) {
      if (declaration == variable) {
        return statement;
      }
    }
  }
  for (const clang::Stmt* child : in->children()) {
    if (child != nullptr) {
      if (const clang::DeclStmt* found = search(child, variable)) {
        return found;
      }
    }
  }
  return nullptr;
}

} // namespace

const clang::DeclStmt* declaration_of(const clang::VarDecl* variable,
                                      const clang::FunctionDecl* function) {
  const clang::DeclContext* owner = variable->getDeclContext();
  const auto* around = dyn_cast<clang::FunctionDecl>(owner);
  const clang::FunctionDecl* in = around != nullptr && around->hasBody() ? around : function;
  return in != nullptr && in->getBody() != nullptr ? search(in->getBody(), variable) : nullptr;
}

void find_captures(const annotated_loop& loop, const loop_instance& instance, const loop_code& code,
                   loop_plan& plan, reporter& report, const clang::ASTContext& context) {
  capture_finder(loop, instance, code, plan, report, context).run();
}

} // namespace ptools::tool
