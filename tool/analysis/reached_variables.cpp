#include "reached_variables.hpp"

#include <algorithm>

#include "mentions.hpp"
#include "static_storage.hpp"
#include "transportable.hpp"
#include "type_kinds.hpp"
#include "use_walk.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

bool reached_variables::is_stated_shared(const clang::VarDecl* variable) const {
  return is_declared_shared(loop_, variable->getNameAsString());
}

const clang::Expr* reached_variables::see(const body_map& code, const clang::Expr* mention,
                                          const clang::VarDecl* variable) {
  if (!variable->hasGlobalStorage()) {
    return nullptr;
  }
  result_.names.insert(variable->getNameAsString());
  if (variable->getTLSKind() != clang::VarDecl::TLS_None && !in_library(variable)) {
    place_.show({id::thread_local_variable, {}, {variable->getNameAsString()}, {}, {}, {}}, mention,
                "declare it inside the loop");
    return nullptr;
  }
  if (variable->isStaticLocal()) {
    see_static_local(code, mention, variable);
    return nullptr;
  }
  if (!is_mutable_global(variable)) {
    return see_fixed_pointer(variable, mention);
  }
  result_.private_to_process = true;
  if (in_library(variable)) {
    return nullptr;
  }
  if (place_.in_callee()) {
    check_write(code, mention, variable);
  }
  take(variable, mention->getExprLoc());
  return nullptr;
}

/// Its own function cannot run in a worker with the values that it had in the driver.
void reached_variables::see_static_local(const body_map& code, const clang::Expr* mention,
                                         const clang::VarDecl* variable) {
  if (is_mutable_global(variable) || !is_constant_everywhere(variable)) {
    result_.private_to_process = true;
  }
  if (!place_.in_callee()) {
    return; // captured, as any local variable
  }
  if (is_mutable_global(variable)) {
    check_write(code, mention, variable);
  }
  const auto* owner = dyn_cast<clang::FunctionDecl>(variable->getDeclContext());
  const bool declared_on_the_way = owner != nullptr && seen_.count(owner->getCanonicalDecl()) != 0;
  if (declared_on_the_way || is_constant_everywhere(variable) || is_stated_shared(variable)) {
    return; // a worker that gets there makes its own, by the same code
  }
  show_unnameable(variable, "it is local to a function, and read by another one", mention);
}

/// A constant pointer to something that is not: the thing may have changed since the workers
/// began.
const clang::Expr* reached_variables::see_fixed_pointer(const clang::VarDecl* variable,
                                                        const clang::Expr* mention) {
  const clang::QualType type = variable->getType();
  const bool mutable_target = type->isPointerType() && !type->getPointeeType().isConstQualified() &&
                              !type->isFunctionPointerType();
  const clang::Expr* value = variable->getAnyInitializer();
  if (!mutable_target || in_library(variable) || !seen_pointers_.insert(variable).second ||
      is_stated_shared(variable)) {
    return nullptr;
  }
  result_.private_to_process = true;
  const auto* address =
      value == nullptr ? nullptr : dyn_cast<clang::UnaryOperator>(value->IgnoreParenImpCasts());
  const bool names_target =
      value != nullptr &&
      (address != nullptr ||
       value->isNullPointerConstant(callees_.context(), clang::Expr::NPC_ValueDependentIsNotNull) ||
       isa<clang::DeclRefExpr>(value->IgnoreParenImpCasts()));
  if (!names_target) {
    show_unnameable(variable, "what it points to is private to each process", mention);
    return nullptr;
  }
  return value;
}

void reached_variables::show_unnameable(const clang::VarDecl* variable, const char* reason,
                                        const clang::Expr* mention) {
  const std::string name = variable->getNameAsString();
  place_.show(
      {id::cannot_travel,
       {},
       {name, spelled(variable->getType().getNonReferenceType(), callees_.context()), reason},
       {},
       {},
       {}},
      mention,
      "copy what is needed of it into a local variable before the loop, or write 'shared(" + name +
          ")' if every worker may have its own");
}

void reached_variables::take(const clang::VarDecl* variable, clang::SourceLocation where) {
  const std::string name = variable->getNameAsString();
  const bool known =
      std::any_of(result_.globals.begin(), result_.globals.end(), [&](const global_variable& g) {
        return g.variable->getCanonicalDecl() == variable->getCanonicalDecl();
      });
  if (known || is_stated_shared(variable)) {
    return;
  }
  const auto& context = callees_.context();
  const clang::QualType type = variable->getType().getNonReferenceType();
  global_variable made;
  made.variable = variable;
  std::optional<std::string> reason = reason_not_to_travel(type, context);
  const char* remedy = "make it const if it never changes after the program has started";
  if (!reason) {
    reason = reason_not_to_name(made);
    remedy = "copy what is needed of it into a local variable before the loop";
  }
  if (reason) {
    place_.show({id::cannot_travel, {}, {name, spelled(type, context), *reason}, {}, {}, {}}, where,
                {}, remedy);
    return;
  }
  made.pointers = pointers_inside(type, name, context);
  if (!made.pointers.empty()) {
    made.size = context.getTypeSizeInChars(type).getQuantity();
  }
  result_.globals.push_back(std::move(made));
}

/// Fills in how the text at the loop names the variable.
std::optional<std::string> reached_variables::reason_not_to_name(global_variable& made) const {
  const auto text = qualified_text(made.variable);
  if (!text) {
    return "it has no name that the loop could use";
  }
  made.text = *text;
  if (function_ == nullptr) {
    return {};
  }
  if (!is_declared_before(made.variable, function_)) {
    return "it is declared behind the loop";
  }
  if (may_name(function_, made.variable)) {
    return {};
  }
  made.access_at = scope_before(function_, made.variable);
  if (made.access_at.isInvalid()) {
    return "it is a private member of its class";
  }
  return {};
}

void reached_variables::check_write(const body_map& code, const clang::Expr* mention,
                                    const clang::VarDecl* variable) {
  const use found = walk_use(code, callees_, mention);
  if (!changes(found) || is_stated_shared(variable)) {
    return;
  }
  const bool engine = is_random_engine(variable->getType());
  const int number = engine ? id::shared_random_engine : id::writes_global;
  place_.show({number, {}, {variable->getNameAsString()}, {}, {}, {}}, mention,
              engine
                  ? "make an engine for each iteration: 'auto engine = ptools::random_stream(i);'"
                  : "write 'shared(" + variable->getNameAsString() +
                        ")' if every worker may have a variable of its own");
}

static const clang::VarDecl* variable_handed_out(const clang::FunctionDecl* callee) {
  const clang::QualType result = callee->getReturnType();
  const bool mutable_result = (result->isReferenceType() || result->isPointerType()) &&
                              !result->getPointeeType().isConstQualified();
  const clang::FunctionDecl* definition =
      mutable_result && !in_library(callee) ? callee_effects::visible_definition(callee) : nullptr;
  if (definition == nullptr) {
    return nullptr;
  }
  const body_map inner(definition->getBody());
  for (const clang::Stmt* statement : inner.statements()) {
    const auto* end = dyn_cast<clang::ReturnStmt>(statement);
    if (end == nullptr || end->getRetValue() == nullptr) {
      continue;
    }
    const clang::Expr* value = end->getRetValue()->IgnoreParenImpCasts();
    if (const auto* address = dyn_cast<clang::UnaryOperator>(value)) {
      value = address->getSubExpr()->IgnoreParenImpCasts();
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(value);
    const auto* variable =
        reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool by_value =
        variable != nullptr && result->isPointerType() && variable->getType()->isPointerType();
    if (variable != nullptr && !by_value && is_mutable_global(variable) &&
        storage_of(variable->getType()) != element_storage::shared) {
      return variable;
    }
  }
  return nullptr;
}

void reached_variables::see_handed_out(const body_map& code, const clang::CallExpr* call) {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  const clang::VarDecl* variable = callee == nullptr ? nullptr : variable_handed_out(callee);
  if (variable == nullptr || is_stated_shared(variable)) {
    return;
  }
  const use found =
      walk_use(code, callees_, call,
               {callee->getReturnType()->isPointerType() ? hold::address : hold::place});
  const std::string name = variable->getNameAsString();
  if (changes(found)) {
    place_.show({id::writes_global, {}, {name}, {}, {}, {}}, call,
                "write 'shared(" + name + ")' if every worker may have a variable of its own");
  } else if (variable->isStaticLocal()) {
    place_.show({id::cannot_travel,
                 {},
                 {name, spelled(variable->getType(), callees_.context()),
                  "it is local to another function, so no loop can bring it up to date"},
                 {},
                 {},
                 {}},
                call, "copy what is needed of it into a local variable before the loop");
  }
}

} // namespace ptools::tool
