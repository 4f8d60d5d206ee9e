#include "reach.hpp"

#include <algorithm>

#include "library_functions.hpp"
#include "names.hpp"
#include "reductions.hpp"
#include "transportable.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::isa;

namespace {

constexpr unsigned heavy = 1'000'000; // picoseconds: beyond this a body counts as heavy

class reach_finder {
public:
  reach_finder(const annotated_loop& loop, callee_effects& callees, reporter& report)
      : loop_(loop), callees_(callees), report_(report) {}

  void look(const body_map& code, bool in_callee) {
    for (const clang::Stmt* statement : code.statements()) {
      if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
        see_variable(code, reference, in_callee);
      } else if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
        see_handed_out(code, call);
        see_call(call->getDirectCallee(), call, in_callee);
      } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) {
        see_call(construct->getConstructor(), construct, in_callee);
      } else if (isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt,
                     clang::CXXNewExpr, clang::CXXThrowExpr>(statement)) {
        picoseconds_ = heavy;
      } else {
        see_cost(statement);
      }
    }
  }

  /// Globals that the user names, for callees that cannot be looked into.
  void take_clauses(const clang::FunctionDecl* function) {
    for (const clause& c : loop_.clauses->clauses) {
      if (c.kind != clause_kind::globals) {
        continue;
      }
      for (const list_item& item : c.items) {
        const std::string name = text_of(*loop_.note, item.text);
        const clang::SourceRange where = loop_.note->range(item.text);
        const auto* variable =
            dyn_cast_or_null<clang::VarDecl>(find_name(name, function, callees_.context()));
        if (variable == nullptr || !variable->hasGlobalStorage()) {
          show({id::unknown_name, {}, {name, "globals"}, {}, {}, {}}, where.getBegin(), where,
               "'globals' is for variables of static storage");
          continue;
        }
        take_global(variable, where.getBegin());
      }
    }
  }

  reach finish() {
    result_.cost = picoseconds_ >= heavy ? 0 : std::max(1U, (picoseconds_ + 500) / 1000);
    return std::move(result_);
  }

private:
  void see_cost(const clang::Stmt* statement) {
    if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
      const bool divides = binary->isMultiplicativeOp() && binary->getOpcode() != clang::BO_Mul;
      add(divides ? 4000 : 300);
    } else if (isa<clang::ArraySubscriptExpr>(statement)) {
      add(400);
    } else if (isa<clang::UnaryOperator, clang::ConditionalOperator, clang::IfStmt>(statement)) {
      add(200);
    }
  }
  void add(unsigned more) { picoseconds_ = std::min(heavy, picoseconds_ + more); }

  void see_variable(const body_map& code, const clang::DeclRefExpr* reference, bool in_callee) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable == nullptr || reference->isNonOdrUse() != clang::NOUR_None ||
        !variable->hasGlobalStorage()) {
      return;
    }
    result_.names.insert(variable->getNameAsString());
    if (variable->getTLSKind() != clang::VarDecl::TLS_None && !in_library(variable)) {
      show({id::thread_local_variable, {}, {variable->getNameAsString()}, {}, {}, {}}, reference,
           "declare it inside the loop");
      return;
    }
    if (!is_mutable_global(variable)) {
      return;
    }
    result_.private_to_process = true;
    if (in_library(variable)) {
      return;
    }
    if (in_callee) {
      check_callee_write(code, reference, variable);
    }
    if (variable->isStaticLocal() || !reachable_by_name(variable)) {
      return;
    }
    take_global(variable, reference->getExprLoc());
  }

  /// A private member of a class, or a local of another function, cannot be named at the loop.
  static bool reachable_by_name(const clang::VarDecl* variable) {
    return variable->getAccess() != clang::AS_private &&
           variable->getAccess() != clang::AS_protected;
  }

  void take_global(const clang::VarDecl* variable, clang::SourceLocation where) {
    const bool known =
        std::any_of(result_.globals.begin(), result_.globals.end(), [&](const global_variable& g) {
          return g.variable->getCanonicalDecl() == variable->getCanonicalDecl();
        });
    if (known || is_declared_shared(loop_, variable->getNameAsString())) {
      return;
    }
    const auto& context = callees_.context();
    if (const auto reason = reason_not_to_travel(variable->getType(), context)) {
      show({id::cannot_travel,
            {},
            {variable->getNameAsString(), spelled(variable->getType(), context), *reason},
            {},
            {},
            {}},
           where, {}, "make it const if it never changes after the program has started");
      return;
    }
    global_variable made{"::" + variable->getQualifiedNameAsString(), variable, {}, 0};
    if (variable->isInAnonymousNamespace()) {
      made.text = "::" + without_anonymous(variable);
    }
    made.pointers = pointers_inside(variable->getType(), variable->getNameAsString(), context);
    if (!made.pointers.empty()) {
      made.size = context.getTypeSizeInChars(variable->getType()).getQuantity();
    }
    result_.globals.push_back(std::move(made));
  }

  static std::string without_anonymous(const clang::VarDecl* variable) {
    std::string name = variable->getNameAsString();
    for (const clang::DeclContext* at = variable->getDeclContext(); at != nullptr;
         at = at->getParent()) {
      const auto* named = dyn_cast<clang::NamedDecl>(at);
      if (named != nullptr && !named->getNameAsString().empty()) {
        name = named->getNameAsString() + "::" + name;
      }
    }
    return name;
  }

  void check_callee_write(const body_map& code, const clang::DeclRefExpr* reference,
                          const clang::VarDecl* variable) {
    const use found = walk_use(code, callees_, reference);
    if (!changes(found) || is_declared_shared(loop_, variable->getNameAsString())) {
      return;
    }
    const bool engine = is_random_engine(variable->getType());
    const int number = engine ? id::shared_random_engine : id::writes_global;
    show({number, {}, {variable->getNameAsString()}, {}, {}, {}}, reference,
         engine ? "make an engine for each iteration: 'auto engine = ptools::random_stream(i);'"
                : "write 'shared(" + variable->getNameAsString() +
                      ")' if every worker may have a variable of its own");
  }

  void see_call(const clang::FunctionDecl* callee, const clang::Expr* call, bool in_callee) {
    if (callee == nullptr) {
      unknown_call();
      return;
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    if (callee->isTrivial()) {
      return;
    }
    if (in_library(callee)) {
      see_library_call(callee, call, in_callee);
      return;
    }
    if (method != nullptr && method->isVirtual() && !isa<clang::CXXConstructorDecl>(callee)) {
      unknown_call();
    }
    const clang::FunctionDecl* definition = callee_effects::visible_definition(callee);
    if (definition == nullptr) {
      unknown_call();
      return;
    }
    if (!seen_.insert(definition).second) {
      add(2000);
      return;
    }
    add(500);
    calls_.push_back(call->getExprLoc());
    body_map inner(definition->getBody());
    for (const clang::ParmVarDecl* parameter : definition->parameters()) {
      inner.declare(parameter);
    }
    look(inner, true);
    calls_.pop_back();
  }

  /// A function that hands out a variable of static storage, as a singleton's does.
  void see_handed_out(const body_map& code, const clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    const clang::VarDecl* variable = callee == nullptr ? nullptr : variable_handed_out(callee);
    if (variable == nullptr || is_declared_shared(loop_, variable->getNameAsString())) {
      return;
    }
    const use found =
        walk_use(code, callees_, call,
                 {callee->getReturnType()->isPointerType() ? hold::address : hold::place});
    const std::string name = variable->getNameAsString();
    if (changes(found)) {
      show({id::writes_global, {}, {name}, {}, {}, {}}, call,
           "write 'shared(" + name + ")' if every worker may have a variable of its own");
    } else if (variable->isStaticLocal()) {
      show({id::cannot_travel,
            {},
            {name, spelled(variable->getType(), callees_.context()),
             "it is local to another function, so no loop can bring it up to date"},
            {},
            {},
            {}},
           call, "copy what is needed of it into a local variable before the loop");
    }
  }

  const clang::VarDecl* variable_handed_out(const clang::FunctionDecl* callee) {
    const clang::QualType result = callee->getReturnType();
    const bool mutable_result = (result->isReferenceType() || result->isPointerType()) &&
                                !result->getPointeeType().isConstQualified();
    const clang::FunctionDecl* definition = mutable_result && !in_library(callee)
                                                ? callee_effects::visible_definition(callee)
                                                : nullptr;
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

  void unknown_call() {
    result_.private_to_process = true;
    picoseconds_ = heavy;
  }

  /// printf and its like, or an operation on std::cout itself rather than on a stream of the body.
  static bool prints_to_process(const clang::FunctionDecl* callee, const clang::Expr* call) {
    const auto* expression = dyn_cast<clang::CallExpr>(call);
    if (expression == nullptr) {
      return false;
    }
    const clang::Expr* stream = nullptr;
    if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(expression)) {
      stream = member->getImplicitObjectArgument();
    } else if (expression->getNumArgs() != 0 && takes_stream(callee)) {
      stream = expression->getArg(0);
    } else {
      return true;
    }
    const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(
        stream == nullptr ? nullptr : stream->IgnoreParenImpCasts());
    const auto* variable =
        reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
    return variable != nullptr && variable->hasGlobalStorage();
  }

  void see_library_call(const clang::FunctionDecl* callee, const clang::Expr* call, bool) {
    switch (nature_of_library_call(callee)) {
    case call_nature::pure:
      break;
    case call_nature::private_:
      result_.private_to_process = true;
      break;
    case call_nature::output:
      result_.private_to_process = true;
      if (prints_to_process(callee, call)) {
        show({id::output_order, {}, {callee->getNameInfo().getAsString()}, {}, {}, {}}, call,
             "collect what is to be printed in a shared_array, and print it after the loop");
      }
      break;
    case call_nature::random:
      result_.private_to_process = true;
      show({id::shared_random_engine, {}, {callee->getNameAsString() + "()"}, {}, {}, {}}, call,
           "draw from 'ptools::rand_uniform(i)' or an engine of this iteration, "
           "'ptools::random_stream(i)'");
      break;
    }
    const unsigned cost = library_call_cost(callee);
    if (cost == 0) {
      picoseconds_ = heavy;
    } else {
      add(cost * 1000);
    }
  }

  void show(finding f, const clang::Expr* at, std::string remedy) {
    show(std::move(f), at->getExprLoc(), at->getSourceRange(), std::move(remedy));
  }
  void show(finding f, clang::SourceLocation at, clang::SourceRange range, std::string remedy) {
    const bool direct = calls_.empty();
    f.where = direct ? at : calls_.front();
    if (!direct) {
      f.notes.push_back({at, "the called function does it here"});
    } else if (range.isValid()) {
      f.ranges.push_back(range);
    }
    f.notes.push_back({f.where, std::move(remedy)});
    report_.show(f);
  }

  const annotated_loop& loop_;
  callee_effects& callees_;
  reporter& report_;
  reach result_;
  unsigned picoseconds_ = 300;
  llvm::DenseSet<const clang::FunctionDecl*> seen_;
  std::vector<clang::SourceLocation> calls_;
};

} // namespace

reach find_reach(const annotated_loop& loop, const clang::FunctionDecl* function,
                 const loop_code& code, callee_effects& callees, reporter& report) {
  reach_finder finder(loop, callees, report);
  finder.look(code.map, false);
  finder.take_clauses(function);
  return finder.finish();
}

} // namespace ptools::tool
