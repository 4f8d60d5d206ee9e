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
    return see_constant(variable, mention);
  }
  result_.private_to_process = true;
  if (in_library(variable)) {
    see_standard_input(mention, variable);
    return nullptr;
  }
  if (place_.in_callee()) {
    check_write(code, mention, variable);
  }
  take(variable, mention->getExprLoc());
  return nullptr;
}

void reached_variables::see_standard_input(const clang::Expr* mention,
                                           const clang::VarDecl* variable) {
  const std::string name = variable->getNameAsString();
  if ((name == "cin" || name == "wcin" || name == "stdin") && !is_stated_shared(variable)) {
    place_.show({id::process_state, {}, {name, "0"}, {}, {}, {}}, mention,
                "read the input before the loop, into an array");
  }
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
  result_.calls_unseen = result_.calls_unseen || !is_constant_everywhere(variable);
  if (declared_on_the_way || is_constant_everywhere(variable) || is_stated_shared(variable)) {
    return; // a worker that gets there makes its own, by the same code
  }
  show_unnameable(variable, "it is local to a function, and read by another one", mention);
}

/// Whether an initialiser does nothing but name variables and put them together.
static bool only_names(const clang::Stmt* value) {
  if (isa<clang::CXXNewExpr>(value)) {
    return false;
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(value)) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr || !callee->isConstexpr()) {
      return false;
    }
  }
  return std::all_of(value->child_begin(), value->child_end(),
                     [](const clang::Stmt* part) { return part == nullptr || only_names(part); });
}

/// A constant that leads to something that is not one: the thing may have changed since the workers
/// began.
const clang::Expr* reached_variables::see_constant(const clang::VarDecl* variable,
                                                   const clang::Expr* mention) {
  if (!leads_to_mutable(variable->getType()) || in_library(variable) ||
      !seen_constants_.insert(variable).second || is_stated_shared(variable)) {
    return nullptr;
  }
  result_.private_to_process = true;
  const clang::Expr* value = variable->getAnyInitializer();
  if (value == nullptr || !only_names(value)) {
    show_unnameable(variable, "what it leads to is private to each process", mention);
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
    return "it is not declared in front of the loop, outside functions";
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

/// The variable that a returned place or address lies in, or behind.
static const clang::VarDecl* variable_behind(const clang::Expr* value) {
  for (;;) {
    value = value->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(value)) {
      value = unary->getSubExpr();
    } else if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(value)) {
      value = subscript->getBase();
    } else if (const auto* member = dyn_cast<clang::MemberExpr>(value)) {
      value = member->getBase();
    } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(value)) {
      if (call->getNumArgs() == 0) {
        return nullptr;
      }
      value = call->getArg(0);
    } else if (const auto* method = dyn_cast<clang::CXXMemberCallExpr>(value)) {
      value = method->getImplicitObjectArgument();
    } else {
      break;
    }
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(value);
  return reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
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
    const clang::VarDecl* variable = end == nullptr || end->getRetValue() == nullptr
                                         ? nullptr
                                         : variable_behind(end->getRetValue());
    if (variable == nullptr || !variable->hasGlobalStorage() ||
        storage_of(variable->getType()) == element_storage::shared) {
      continue;
    }
    // The value of a global pointer is brought up to date, or refused, as a variable by itself.
    const bool by_value = result->isPointerType() && variable->getType()->isPointerType();
    const bool constant_access =
        !is_mutable_global(variable) && !leads_to_mutable(variable->getType());
    if (!constant_access && (!by_value || variable->isStaticLocal())) {
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
