#include "describe.hpp"

namespace ptools::tool {

std::string describe(const annotated_loop& loop, const loop_plan& plan) {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += text.empty() ? "" : "; ";
    text += part;
  };
  for (const reduction_variable& r : plan.reductions) {
    add("reduces '" + r.what.name + "' by '" + r.operation + "'");
  }
  for (const captured_variable& c : plan.captures) {
    add(std::string("sends '") + (c.member ? "this->" : "") + c.name +
        (c.passed == passing::by_value ? "' by value" : "'"));
  }
  for (const global_variable& g : plan.globals) {
    add("brings '" + g.text + "' up to date");
  }
  for (const std::string& function : plan.not_looked_into) {
    add("does not look into '" + function + "', which another file defines");
  }
  for (const repeated_declaration& r : plan.repeated) {
    add("repeats the lambda '" + r.variable->getNameAsString() + "' in the worker");
  }
  const clause* backend = loop.clauses->find(clause_kind::backend);
  add("back end '" + (backend == nullptr ? std::string("process") : backend->word) + "'");
  add(plan.driver_may_run ? "process 1 runs iterations as well" : "iterations run on workers only");
  add(plan.cost == 0 ? "an iteration is heavy"
                     : "an iteration takes about " + std::to_string(plan.cost) + " ns");
  return text;
}

} // namespace ptools::tool
