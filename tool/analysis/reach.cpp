#include "reach.hpp"

#include <algorithm>
#include <utility>

#include "hidden_calls.hpp"
#include "library_functions.hpp"
#include "names.hpp"
#include "reductions.hpp"
#include "static_storage.hpp"
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
  reach_finder(const annotated_loop& loop, const clang::FunctionDecl* function,
               callee_effects& callees, program_index& index, reporter& report)
      : loop_(loop), function_(function), callees_(callees), index_(index), report_(report) {}

  void look(const body_map& code, bool in_callee) {
    for (const clang::Stmt* statement : code.statements()) {
      if (const auto* lambda = dyn_cast<clang::LambdaExpr>(statement)) {
        seen_[lambda->getCallOperator()] = true; // its body is part of this code
      }
    }
    for (const clang::Stmt* statement : code.statements()) {
      see_name(code, statement, in_callee);
      see_written_call(code, statement, in_callee);
      see_default(statement);
      for (const hidden_call& call : hidden_calls(statement, index_)) {
        see_hidden_call(call, statement->getBeginLoc());
      }
    }
  }

  /// Globals that the user names, for callees that cannot be looked into.
  void take_clauses() {
    for (const clause& c : loop_.clauses->clauses) {
      if (c.kind != clause_kind::globals) {
        continue;
      }
      for (const list_item& item : c.items) {
        const std::string name = text_of(*loop_.note, item.text);
        const clang::SourceRange where = loop_.note->range(item.text);
        const auto* variable =
            dyn_cast_or_null<clang::VarDecl>(find_name(name, function_, callees_.context()));
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

  void see_name(const body_map& code, const clang::Stmt* statement, bool in_callee) {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
      const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
      // A reference may be a constant without what it refers to being one.
      if (variable != nullptr && (reference->isNonOdrUse() == clang::NOUR_None ||
                                  variable->getType()->isReferenceType())) {
        see_variable(code, reference, variable, in_callee);
      }
    } else if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) {
      const auto* variable = dyn_cast<clang::VarDecl>(member->getMemberDecl());
      if (variable != nullptr && member->isNonOdrUse() == clang::NOUR_None) {
        see_variable(code, member, variable, in_callee);
      }
    }
  }

  void see_variable(const body_map& code, const clang::Expr* mention,
                    const clang::VarDecl* variable, bool in_callee) {
    if (!variable->hasGlobalStorage()) {
      return;
    }
    result_.names.insert(variable->getNameAsString());
    if (variable->getTLSKind() != clang::VarDecl::TLS_None && !in_library(variable)) {
      show({id::thread_local_variable, {}, {variable->getNameAsString()}, {}, {}, {}}, mention,
           "declare it inside the loop");
      return;
    }
    if (variable->isStaticLocal()) {
      see_static_local(code, mention, variable, in_callee);
      return;
    }
    if (!is_mutable_global(variable)) {
      see_fixed_pointer(variable, mention);
      return;
    }
    result_.private_to_process = true;
    if (in_library(variable)) {
      return;
    }
    if (in_callee) {
      check_callee_write(code, mention, variable);
    }
    take_global(variable, mention->getExprLoc());
  }

  /// Its own function cannot run in a worker with the values that it had in the driver.
  void see_static_local(const body_map& code, const clang::Expr* mention,
                        const clang::VarDecl* variable, bool in_callee) {
    if (is_mutable_global(variable) || !is_constant_everywhere(variable)) {
      result_.private_to_process = true;
    }
    if (!in_callee) {
      return; // captured, as any local variable
    }
    if (is_mutable_global(variable)) {
      check_callee_write(code, mention, variable);
    }
    const auto* owner = dyn_cast<clang::FunctionDecl>(variable->getDeclContext());
    const bool declared_on_the_way =
        owner != nullptr && seen_.count(owner->getCanonicalDecl()) != 0;
    if (declared_on_the_way || is_constant_everywhere(variable) ||
        is_declared_shared(loop_, variable->getNameAsString())) {
      return; // a worker that gets there makes its own, by the same code
    }
    show_unnameable(variable, "it is local to a function, and read by another one", mention);
  }

  /// A constant pointer to something that is not: the thing may have changed since the workers
  /// began.
  void see_fixed_pointer(const clang::VarDecl* variable, const clang::Expr* mention) {
    const clang::QualType type = variable->getType();
    const bool mutable_target = type->isPointerType() &&
                                !type->getPointeeType().isConstQualified() &&
                                !type->isFunctionPointerType();
    const clang::Expr* value = variable->getAnyInitializer();
    if (!mutable_target || in_library(variable) || !seen_pointers_.insert(variable).second ||
        is_declared_shared(loop_, variable->getNameAsString())) {
      return;
    }
    result_.private_to_process = true;
    const auto* address =
        value == nullptr ? nullptr : dyn_cast<clang::UnaryOperator>(value->IgnoreParenImpCasts());
    const bool names_target =
        value != nullptr && (address != nullptr ||
                             value->isNullPointerConstant(
                                 callees_.context(), clang::Expr::NPC_ValueDependentIsNotNull) ||
                             isa<clang::DeclRefExpr>(value->IgnoreParenImpCasts()));
    if (!names_target) {
      show_unnameable(variable, "what it points to is private to each process", mention);
      return;
    }
    look(body_map(value), true);
  }

  void show_unnameable(const clang::VarDecl* variable, const char* reason,
                       const clang::Expr* mention) {
    const std::string name = variable->getNameAsString();
    show({id::cannot_travel,
          {},
          {name, spelled(variable->getType().getNonReferenceType(), callees_.context()), reason},
          {},
          {},
          {}},
         mention,
         "copy what is needed of it into a local variable before the loop, or write 'shared(" +
             name + ")' if every worker may have its own");
  }

  void take_global(const clang::VarDecl* variable, clang::SourceLocation where) {
    const std::string name = variable->getNameAsString();
    const bool known =
        std::any_of(result_.globals.begin(), result_.globals.end(), [&](const global_variable& g) {
          return g.variable->getCanonicalDecl() == variable->getCanonicalDecl();
        });
    if (known || is_declared_shared(loop_, name)) {
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
      show({id::cannot_travel, {}, {name, spelled(type, context), *reason}, {}, {}, {}}, where, {},
           remedy);
      return;
    }
    made.pointers = pointers_inside(type, name, context);
    if (!made.pointers.empty()) {
      made.size = context.getTypeSizeInChars(type).getQuantity();
    }
    result_.globals.push_back(std::move(made));
  }

  /// Fills in how the text at the loop names the variable.
  std::optional<std::string> reason_not_to_name(global_variable& made) const {
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

  void check_callee_write(const body_map& code, const clang::Expr* reference,
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

  void see_written_call(const body_map& code, const clang::Stmt* statement, bool in_callee) {
    if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
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

  /// What stands elsewhere in the text, at a parameter or a member, and is evaluated here.
  void see_default(const clang::Stmt* statement) {
    const clang::Expr* value = nullptr;
    if (const auto* argument = dyn_cast<clang::CXXDefaultArgExpr>(statement)) {
      value = argument->getExpr();
    } else if (const auto* member = dyn_cast<clang::CXXDefaultInitExpr>(statement)) {
      value = member->getExpr();
    }
    if (value != nullptr) {
      calls_.push_back(clang::cast<clang::Expr>(statement)->getExprLoc());
      look(body_map(value), true);
      calls_.pop_back();
    }
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
      const auto* written = dyn_cast<clang::CallExpr>(call);
      const auto* target = written == nullptr ? nullptr : certain_target(written);
      if (target == nullptr) {
        unknown_call();
      } else {
        callee = target;
      }
    }
    const clang::FunctionDecl* definition = callee_effects::visible_definition(callee);
    if (definition == nullptr) {
      note_unseen(callee);
      unknown_call();
      return;
    }
    if (!first_look(definition, true)) {
      add(2000);
      return;
    }
    add(500);
    calls_.push_back(call->getExprLoc());
    look_inside(definition);
    calls_.pop_back();
  }

  void note_unseen(const clang::FunctionDecl* callee) {
    if (!callee->isPureVirtual() && callee->getBuiltinID() == 0) {
      result_.not_looked_into.insert(callee->getQualifiedNameAsString());
    }
  }

  /// Functions that only may run leave the estimated cost as it is.
  void see_hidden_call(const hidden_call& call, clang::SourceLocation where) {
    const clang::FunctionDecl* definition = nullptr;
    if (call.function->isTrivial()) {
      return;
    }
    if (!call.function->isDefined(definition) || definition->getBody() == nullptr) {
      if (!call.function->isDefaulted() && !call.function->isDeleted()) {
        note_unseen(call.function);
      }
      return;
    }
    if (!first_look(definition, call.certain)) {
      return;
    }
    const unsigned cost = picoseconds_;
    const bool only_possible = std::exchange(only_possible_, only_possible_ || !call.certain);
    calls_.push_back(where);
    look_inside(definition);
    calls_.pop_back();
    only_possible_ = only_possible;
    if (!call.certain) {
      picoseconds_ = cost;
    }
  }

  /// A function is looked at once, and again if it was only possible before and is certain now.
  bool first_look(const clang::FunctionDecl* definition, bool certain) {
    certain = certain && !only_possible_;
    const auto [known, fresh] = seen_.try_emplace(definition->getCanonicalDecl(), certain);
    const bool more = fresh || (certain && !known->second);
    known->second = known->second || certain;
    return more;
  }

  void look_inside(const clang::FunctionDecl* definition) {
    body_map inner(definition->getBody());
    if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(definition)) {
      for (const clang::CXXCtorInitializer* each : constructor->inits()) {
        inner.add(each->getInit());
      }
    }
    for (const clang::ParmVarDecl* parameter : definition->parameters()) {
      inner.declare(parameter);
    }
    look(inner, true);
    for (const clang::ParmVarDecl* parameter : definition->parameters()) {
      for (const hidden_call& call : destructors_of(parameter->getType(), index_)) {
        see_hidden_call(call, definition->getLocation());
      }
    }
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
    if (only_possible_ && !say_possible(f)) {
      return;
    }
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

  /// What only may happen is said as such; false if it is not worth it.
  static bool say_possible(finding& f) {
    const bool reads = f.number == id::cannot_travel || f.number == id::thread_local_variable;
    const bool writes = f.number == id::writes_global || f.number == id::shared_random_engine;
    if (reads || writes) {
      f = {id::possible_reach, f.where, {reads ? "0" : "1", f.arguments.front()}, {}, {}, {}};
    }
    return reads || writes;
  }

  const annotated_loop& loop_;
  const clang::FunctionDecl* function_;
  callee_effects& callees_;
  program_index& index_;
  reporter& report_;
  reach result_;
  unsigned picoseconds_ = 300;
  /// Functions looked at: whether one of them certainly runs.
  llvm::DenseMap<const clang::FunctionDecl*, bool> seen_;
  llvm::DenseSet<const clang::VarDecl*> seen_pointers_;
  /// The code at hand may run, or may not.
  bool only_possible_ = false;
  std::vector<clang::SourceLocation> calls_;
};

} // namespace

reach find_reach(const annotated_loop& loop, const clang::FunctionDecl* function,
                 const loop_code& code, callee_effects& callees, program_index& index,
                 reporter& report) {
  reach_finder finder(loop, function, callees, index, report);
  finder.look(code.map, false);
  finder.take_clauses();
  return finder.finish();
}

} // namespace ptools::tool
