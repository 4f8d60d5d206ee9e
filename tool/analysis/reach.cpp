#include "reach.hpp"

#include <algorithm>
#include <utility>

#include "hidden_calls.hpp"
#include "library_functions.hpp"
#include "names.hpp"
#include "reached_variables.hpp"
#include "reductions.hpp"
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
      : loop_(loop), function_(function), callees_(callees), index_(index), place_(report),
        variables_(loop, function, callees, seen_, place_, result_) {}

  void look(const body_map& code) {
    for (const clang::Stmt* statement : code.statements()) {
      if (const auto* lambda = dyn_cast<clang::LambdaExpr>(statement)) {
        seen_[lambda->getCallOperator()] = true; // its body is part of this code
      }
    }
    for (const clang::Stmt* statement : code.statements()) {
      see_name(code, statement);
      see_written_call(code, statement);
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
      stated_none_ = stated_none_ || c.items.empty();
      for (const list_item& item : c.items) {
        const std::string name = text_of(*loop_.note, item.text);
        const clang::SourceRange where = loop_.note->range(item.text);
        const auto* variable =
            dyn_cast_or_null<clang::VarDecl>(find_name(name, function_, callees_.context()));
        if (variable == nullptr || !variable->hasGlobalStorage()) {
          place_.show({id::unknown_name, {}, {name, "globals"}, {}, {}, {}}, where.getBegin(),
                      where, "'globals' is for variables of static storage");
          continue;
        }
        variables_.take(variable, where.getBegin());
      }
    }
  }

  reach finish() {
    result_.globals_stated = stated_none_;
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

  void see_name(const body_map& code, const clang::Stmt* statement) {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
      const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
      // A reference or pointer may be a constant without what it refers to being one.
      if (variable != nullptr && (reference->isNonOdrUse() == clang::NOUR_None ||
                                  !variable->getType()->isArithmeticType())) {
        see_variable(code, reference, variable);
      }
    } else if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) {
      const auto* variable = dyn_cast<clang::VarDecl>(member->getMemberDecl());
      if (variable != nullptr && member->isNonOdrUse() == clang::NOUR_None) {
        see_variable(code, member, variable);
      }
    }
  }

  void see_variable(const body_map& code, const clang::Expr* mention,
                    const clang::VarDecl* variable) {
    if (const clang::Expr* behind = variables_.see(code, mention, variable)) {
      look(body_map(behind));
    }
  }

  void see_written_call(const body_map& code, const clang::Stmt* statement) {
    if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
      variables_.see_handed_out(code, call);
      see_call(call->getDirectCallee(), call);
    } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) {
      see_call(construct->getConstructor(), construct);
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
      place_.enter(clang::cast<clang::Expr>(statement)->getExprLoc());
      look(body_map(value));
      place_.leave();
    }
  }

  void see_call(const clang::FunctionDecl* callee, const clang::Expr* call) {
    if (callee == nullptr) {
      result_.calls_unseen = true;
      unknown_call();
      return;
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    if (callee->isTrivial()) {
      return;
    }
    if (in_library(callee)) {
      see_library_call(callee, call);
      return;
    }
    if (method != nullptr && method->isVirtual() && !isa<clang::CXXConstructorDecl>(callee)) {
      const auto* written = dyn_cast<clang::CallExpr>(call);
      const auto* target = written == nullptr ? nullptr : certain_target(written);
      if (target == nullptr) {
        result_.calls_unseen = true;
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
    place_.enter(call->getExprLoc());
    look_inside(definition);
    place_.leave();
  }

  void note_unseen(const clang::FunctionDecl* callee) {
    result_.calls_unseen = result_.calls_unseen || callee->getBuiltinID() == 0;
    if (!callee->isPureVirtual() && callee->getBuiltinID() == 0) {
      result_.not_looked_into.insert(callee->getQualifiedNameAsString());
    }
  }

  /// Functions that only may run leave the estimated cost as it is.
  void see_hidden_call(const hidden_call& call, clang::SourceLocation where) {
    if (call.function->isTrivial()) {
      return;
    }
    const clang::FunctionDecl* definition = definition_or_pattern(call.function);
    if (definition == nullptr) {
      if (!call.function->isDefaulted() && !call.function->isDeleted()) {
        note_unseen(call.function);
      }
      return;
    }
    if (!first_look(definition, call.certain)) {
      return;
    }
    const unsigned cost = picoseconds_;
    const bool only_possible =
        std::exchange(place_.only_possible, place_.only_possible || !call.certain);
    place_.enter(where);
    look_inside(definition);
    place_.leave();
    place_.only_possible = only_possible;
    if (!call.certain) {
      picoseconds_ = cost;
    }
  }

  /// A template that only library code calls is not instantiated, since that code was skipped; its
  /// pattern names the same globals.
  static const clang::FunctionDecl* definition_or_pattern(const clang::FunctionDecl* function) {
    const clang::FunctionDecl* definition = nullptr;
    if (!function->isDefined(definition)) {
      definition = function->getTemplateInstantiationPattern();
    }
    return definition != nullptr && definition->getBody() != nullptr ? definition : nullptr;
  }

  /// A function is looked at once, and again if it was only possible before and is certain now.
  bool first_look(const clang::FunctionDecl* definition, bool certain) {
    certain = certain && !place_.only_possible;
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
    look(inner);
    for (const clang::ParmVarDecl* parameter : definition->parameters()) {
      for (const hidden_call& call : destructors_of(parameter->getType(), index_)) {
        see_hidden_call(call, definition->getLocation());
      }
    }
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
    return variable != nullptr && variable->hasGlobalStorage() &&
           !variable->getName().ends_with("cin");
  }

  void see_process_state(const clang::FunctionDecl* callee, const clang::Expr* call) {
    const std::string name = callee->getNameAsString();
    result_.names.insert(name);
    if (is_declared_shared(loop_, name)) {
      return;
    }
    if (nature_of_library_call(callee) == call_nature::input) {
      place_.show({id::process_state, {}, {name + "()", "0"}, {}, {}, {}}, call,
                  "read the input before the loop, into an array");
    } else {
      place_.show({id::process_state, {}, {name + "()", "1"}, {}, {}, {}}, call,
                  "do it before the loop, or write 'shared(" + name +
                      ")' if it is meant for this iteration alone");
    }
  }

  /// A function that only running tells, given to an algorithm to call: a pointer that is a
  /// variable, or a std::function.
  static bool takes_unknown_function(const clang::Expr* call) {
    llvm::ArrayRef<const clang::Expr*> arguments;
    if (const auto* written = dyn_cast<clang::CallExpr>(call)) {
      arguments = {written->getArgs(), written->getNumArgs()};
    } else if (const auto* made = dyn_cast<clang::CXXConstructExpr>(call)) {
      arguments = {made->getArgs(), made->getNumArgs()};
    }
    return std::any_of(arguments.begin(), arguments.end(), [](const clang::Expr* argument) {
      const clang::Expr* plain = argument->IgnoreParenImpCasts();
      const clang::QualType type = plain->getType().getNonReferenceType();
      const auto* name = dyn_cast<clang::DeclRefExpr>(plain);
      const bool known = name != nullptr && isa<clang::FunctionDecl>(name->getDecl());
      const clang::CXXRecordDecl* record = class_of(type);
      const bool erased = record != nullptr && in_std(record) &&
                          (record->getName() == "function" || record->getName() == "_Bind");
      return erased ||
             (!known && (type->isFunctionPointerType() || type->isMemberFunctionPointerType()));
    });
  }

  void see_library_call(const clang::FunctionDecl* callee, const clang::Expr* call) {
    if (takes_unknown_function(call)) {
      result_.calls_unseen = true;
      unknown_call();
    }
    switch (nature_of_library_call(callee)) {
    case call_nature::pure:
      break;
    case call_nature::private_:
      result_.private_to_process = true;
      // A header of the system, or one that was given as such, of who knows which library.
      result_.calls_unseen = result_.calls_unseen || (!in_std(callee) && !in_ptools(callee));
      break;
    case call_nature::output:
      result_.private_to_process = true;
      if (prints_to_process(callee, call)) {
        place_.show({id::output_order, {}, {callee->getNameInfo().getAsString()}, {}, {}, {}}, call,
                    "collect what is to be printed in a shared_array, and print it after the loop");
      }
      break;
    case call_nature::input:
    case call_nature::state:
      result_.private_to_process = true;
      see_process_state(callee, call);
      break;
    case call_nature::random:
      result_.private_to_process = true;
      place_.show({id::shared_random_engine, {}, {callee->getNameAsString() + "()"}, {}, {}, {}},
                  call,
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

  const annotated_loop& loop_;
  const clang::FunctionDecl* function_;
  callee_effects& callees_;
  program_index& index_;
  reach_place place_;
  reach result_;
  unsigned picoseconds_ = 300;
  /// `globals()`: those that unseen functions use are no matter.
  bool stated_none_ = false;
  /// Functions looked at: whether one of them certainly runs.
  reached_variables::functions seen_;
  reached_variables variables_;
};

} // namespace

reach find_reach(const annotated_loop& loop, const clang::FunctionDecl* function,
                 const loop_code& code, callee_effects& callees, program_index& index,
                 reporter& report) {
  reach_finder finder(loop, function, callees, index, report);
  finder.look(code.map);
  finder.take_clauses();
  return finder.finish();
}

} // namespace ptools::tool
