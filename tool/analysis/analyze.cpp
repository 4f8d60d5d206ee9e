#include "analyze.hpp"

#include <algorithm>

#include "captures.hpp"
#include "dependence.hpp"
#include "escapes.hpp"
#include "index_changes.hpp"
#include "loop_form.hpp"
#include "mentions.hpp"
#include "reach.hpp"
#include "reductions.hpp"
#include "repeated_lambdas.hpp"
#include "stored_pointers.hpp"
#include "writes.hpp"
#include "clang/AST/ASTLambda.h"

namespace ptools::tool {

namespace {

class loop_analysis {
public:
  loop_analysis(const annotated_loop& loop, callee_effects& callees, program_index& index,
                reporter& report)
      : loop_(loop), callees_(callees), index_(index), report_(report),
        context_(callees.context()) {}

  std::optional<loop_plan> run() {
    std::optional<loop_plan> merged;
    for (const loop_instance& instance : loop_.instances) {
      check_escapes(instance, report_);
      if (!check_function(instance)) {
        return {};
      }
      if (instance.dependent) {
        find_loop_form(instance, report_, context_); // for its complaints only
        packs_ = packs_used(instance);
        continue;
      }
      std::optional<loop_plan> plan = examine(instance);
      if (plan && merged) {
        merge(*merged, std::move(*plan));
      } else if (plan) {
        merged = std::move(plan);
      }
    }
    if (merged) {
      join_packs(merged->captures);
    }
    return merged;
  }

private:
  /// The elements of a parameter pack are variables of one name; they are captured as a pack.
  void join_packs(std::vector<captured_variable>& captures) const {
    for (const clang::ValueDecl* pack : packs_) {
      const std::string name = pack->getNameAsString();
      captures.erase(std::remove_if(captures.begin(), captures.end(),
                                    [&](const captured_variable& c) { return c.name == name; }),
                     captures.end());
      captured_variable made;
      made.name = name;
      made.variable = pack;
      made.pack = true;
      made.passed = passing::by_reference;
      captures.push_back(std::move(made));
    }
  }

  bool check_function(const loop_instance& instance) {
    const clang::FunctionDecl* function = instance.function;
    // A lambda's operator is constexpr by itself, if it can be.
    if (function == nullptr || !function->isConstexprSpecified() ||
        clang::isLambdaCallOperator(function)) {
      return true;
    }
    report_.show({id::in_constant_function,
                  instance.loop->getBeginLoc(),
                  {"a constexpr function"},
                  {},
                  {{function->getLocation(), "the function is declared here"}},
                  {}});
    return false;
  }

  std::optional<loop_plan> examine(const loop_instance& instance) {
    loop_plan plan;
    const unsigned errors_before = report_.errors();
    const auto form = find_loop_form(instance, report_, context_);
    if (!form) {
      return {};
    }
    plan.form = *form;
    loop_code code = read_loop_code(instance, plan.form, callees_);
    plan.repeated = find_repeated_lambdas(instance, code, plan.form, callees_);
    if (!plan.repeated.empty()) {
      std::vector<const clang::VarDecl*> inside;
      for (const repeated_declaration& r : plan.repeated) {
        inside.push_back(r.variable);
      }
      code = read_loop_code(instance, plan.form, callees_, inside);
    }
    check_index_changes(plan.form, code, callees_, report_);
    if (!loop_.note->parsed.problems.empty()) {
      return {}; // what the clauses mean is not known
    }
    reduction_finder reductions(loop_, instance.function, code, report_, context_);
    plan.reductions = reductions.run();
    if (reductions.failed()) {
      return {};
    }
    find_captures(loop_, instance, code, plan, report_, context_);
    std::vector<const clang::ValueDecl*> exempt = plan.refused;
    for (const reduction_variable& r : plan.reductions) {
      exempt.push_back(r.what.variable);
    }
    check_writes(loop_, plan.form, code, exempt, report_, context_);
    check_stored_pointers(loop_, plan.form, code, report_, context_);
    if (report_.errors() == errors_before) {
      plan.meetings = check_dependences(loop_, plan.form, code, callees_, index_, report_);
    }
    reach found = find_reach(loop_, instance.function, code, callees_, index_, report_);
    check_shared_names(code, found);
    plan.globals = std::move(found.globals);
    plan.not_looked_into = std::move(found.not_looked_into);
    plan.calls_unseen = found.calls_unseen;
    plan.globals_stated = found.globals_stated;
    plan.cost = found.cost;
    plan.driver_may_run = !found.private_to_process;
    return plan;
  }

  /// A name in `shared` is one that the body, or a function it calls, uses; and is not reduced as
  /// well.
  void check_shared_names(const loop_code& code, const reach& found) {
    for (const clause& c : loop_.clauses->clauses) {
      if (c.kind != clause_kind::shared) {
        continue;
      }
      for (const list_item& item : c.items) {
        const std::string name = text_of(*loop_.note, item.text);
        const auto colon = name.rfind(':');
        const std::string simple = colon == std::string::npos ? name : name.substr(colon + 1);
        if (find_named(code, name) == nullptr && found.names.count(simple) == 0) {
          const clang::SourceRange where = loop_.note->range(item.text);
          report_.show({id::unknown_name, where.getBegin(), {name, "shared"}, {where}, {}, {}});
        }
        for (const clause& other : loop_.clauses->clauses) {
          report_conflict(other, name, item);
        }
      }
    }
  }

  void report_conflict(const clause& other, const std::string& name, const list_item& item) {
    if (other.kind != clause_kind::reduce) {
      return;
    }
    for (const list_item& reduced : other.items) {
      if (text_of(*loop_.note, reduced.text) == name) {
        const clang::SourceRange where = loop_.note->range(item.text);
        report_.show({id::conflicting_clauses,
                      where.getBegin(),
                      {name, "reduce=" + other.word, "shared"},
                      {where},
                      {},
                      {}});
      }
    }
  }

  /// One text serves all instantiations: what one of them needs, all get.
  void merge(loop_plan& into, loop_plan&& more) {
    for (captured_variable& c : more.captures) {
      const auto known = std::find_if(into.captures.begin(), into.captures.end(),
                                      [&](const captured_variable& k) { return k.name == c.name; });
      if (known == into.captures.end()) {
        into.captures.push_back(std::move(c));
        continue;
      }
      if (c.passed == passing::by_reference) {
        known->passed = passing::by_reference;
      }
      if (known->pointers != c.pointers || known->size != c.size) {
        report_.show({id::not_available_yet,
                      loop_.note->begin,
                      {"capturing '" + c.name +
                       "', whose pointer members differ between instantiations of this template,"},
                      {},
                      {},
                      {}});
      }
    }
    for (global_variable& g : more.globals) {
      const bool known = std::any_of(into.globals.begin(), into.globals.end(),
                                     [&](const global_variable& k) { return k.text == g.text; });
      if (!known) {
        into.globals.push_back(std::move(g));
      }
    }
    for (possible_meeting& m : more.meetings) {
      if (std::find(into.meetings.begin(), into.meetings.end(), m) == into.meetings.end()) {
        into.meetings.push_back(std::move(m));
      }
    }
    into.not_looked_into.merge(more.not_looked_into);
    into.calls_unseen = into.calls_unseen || more.calls_unseen;
    into.driver_may_run = into.driver_may_run && more.driver_may_run;
    into.cost = into.cost == 0 || more.cost == 0 ? 0 : std::max(into.cost, more.cost);
  }

  const annotated_loop& loop_;
  callee_effects& callees_;
  program_index& index_;
  reporter& report_;
  const clang::ASTContext& context_;
  std::vector<const clang::ValueDecl*> packs_;
};

} // namespace

std::vector<const clang::ValueDecl*> packs_used(const loop_instance& pattern) {
  std::vector<const clang::ValueDecl*> found;
  const body_map code(pattern.loop);
  for (const clang::DeclRefExpr* reference : code.references()) {
    const clang::ValueDecl* variable = reference->getDecl();
    if (variable->isParameterPack() && !code.declares(variable) &&
        std::find(found.begin(), found.end(), variable) == found.end()) {
      found.push_back(variable);
    }
  }
  return found;
}

std::optional<loop_plan> analyze(const annotated_loop& loop, callee_effects& callees,
                                 program_index& index, reporter& report) {
  auto plan = loop_analysis(loop, callees, index, report).run();
  return report.had_errors() ? std::nullopt : plan;
}

} // namespace ptools::tool
