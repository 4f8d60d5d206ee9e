#include "callee_walk.hpp"

#include <map>
#include <memory>

#include "callee_effects.hpp"
#include "callee_guards.hpp"
#include "expression.hpp"
#include "hidden_calls.hpp"
#include "reassignment.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

constexpr int deepest_call = 5;
// From one call of the body on. Functions that call twelve others each lead to 20000 in four steps.
constexpr int most_calls = 500;

class callee_walker {
public:
  callee_walker(const loop_values& values, program_index& index,
                const std::function<bool(const seen_call&)>& see)
      : values_(values), index_(index), see_(see) {}

  void walk(const body_map& code, const place_finder& around, const clang::CallExpr* site,
            int depth, bool chosen, bool bounded, const fixed_conditions& given) {
    for (const clang::Stmt* statement : code.statements()) {
      if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
        left_ = site == nullptr ? most_calls : left_;
        const bool apart =
            chosen || (site != nullptr && may_keep_callers_apart(call, code, values_));
        const bool within =
            bounded || (site != nullptr && may_keep_within_rows(call, code, values_));
        fixed_conditions there = given;
        if (site != nullptr) {
          there.merge(find_fixed_conditions(call, code, values_));
        }
        for (const clang::FunctionDecl* callee : possible_callees(call, index_)) {
          look_into(site == nullptr ? call : site, call, callee, around, depth, apart, within,
                    there);
        }
      }
    }
  }

private:
  void look_into(const clang::CallExpr* site, const clang::CallExpr* call,
                 const clang::FunctionDecl* callee, const place_finder& around, int depth,
                 bool chosen, bool bounded, const fixed_conditions& given) {
    const clang::FunctionDecl* definition =
        in_library(callee) ? nullptr : callee_effects::visible_definition(callee);
    const auto* by_operator = dyn_cast<clang::CXXOperatorCallExpr>(call);
    if (definition == nullptr || clang::isa<clang::CXXConstructorDecl>(definition) ||
        (by_operator != nullptr && by_operator->isAssignmentOp())) {
      return; // an assignment is an access as others are
    }
    if (--left_ < 0) {
      return;
    }
    const auto& [code, changes] = text_of(definition);
    place_bindings bindings{{}, {}, {}, {}, code, changes};
    around.bind(bindings, call, definition);
    if (depth < deepest_call) {
      loop_values::inside_call inside(values_, call, definition);
      if (inside.entered()) {
        inside.count_loops(code, changes);
        const place_finder places(values_, &bindings);
        if (see_({site, call, depth, definition, code, bindings, around, &places, chosen, bounded,
                  given})) {
          walk(code, places, site, depth + 1, chosen, bounded, given);
        }
        return;
      }
    }
    see_({site, call, depth, definition, code, bindings, around, nullptr, chosen, bounded, given});
  }

  struct function_text {
    explicit function_text(const clang::FunctionDecl* definition)
        : code(definition->getBody()), changes(code) {}
    body_map code;
    reassignments changes;
  };
  const function_text& text_of(const clang::FunctionDecl* definition) {
    auto& known = texts_[definition];
    if (known == nullptr) {
      known = std::make_unique<function_text>(definition);
    }
    return *known;
  }

  const loop_values& values_;
  program_index& index_;
  const std::function<bool(const seen_call&)>& see_;
  std::map<const clang::FunctionDecl*, std::unique_ptr<function_text>> texts_;
  int left_ = 0; ///< calls that may still be looked into
};

} // namespace

void walk_callees(const loop_values& values, program_index& index,
                  const std::function<bool(const seen_call&)>& see) {
  callee_walker(values, index, see)
      .walk(values.map(), place_finder(values), nullptr, 0, false, false, {});
}

} // namespace ptools::tool
