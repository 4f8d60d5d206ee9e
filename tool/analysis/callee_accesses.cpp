#include "callee_accesses.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "../frontend/llvm_compat.h"
#include "call_accesses.hpp"
#include "callee_guards.hpp"
#include "callee_walk.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "subscript_origin.hpp"
#include "type_kinds.hpp"
#include "value_cases.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

constexpr std::size_t most_accesses = 400; // each is compared with each
constexpr std::size_t most_cases = 64;     // of one access

class callee_finder {
public:
  callee_finder(const loop_values& values, callee_effects& callees, program_index& index)
      : values_(values), callees_(callees), index_(index) {}

  std::vector<array_access> run() {
    walk_callees(values_, index_, [&](const seen_call& seen) { return see(seen); });
    return std::move(found_);
  }

private:
  bool see(const seen_call& seen) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(seen.definition);
    if (method != nullptr && guards_itself(compat::type_of(method->getParent()))) {
      return false;
    }
    if (seen.places == nullptr) {
      if (seen.depth == 0) {
        take_all(seen);
      }
      return false;
    }
    for (array_access& access : find_accesses_in(values_, seen.code, *seen.places)) {
      const Expr* given =
          seen.depth == 0 ? argument_for(access.expression, seen.call, seen.definition) : nullptr;
      keep(given != nullptr && seen.around.find(given) ? given : seen.site, seen,
           std::move(access));
    }
    for (array_access& access : find_call_accesses_in(values_, callees_, seen.code, *seen.places)) {
      keep(seen.site, seen, std::move(access));
    }
    return true;
  }

  /// A function that cannot be looked into: all that it is given to change, it changes.
  void take_all(const seen_call& seen) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(seen.definition);
    if (method != nullptr && !method->isConst()) {
      take_whole(seen, seen.bindings.object);
    }
    for (const auto& [parameter, place] : seen.bindings.objects) {
      const clang::QualType type = parameter->getType();
      if (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified()) {
        take_whole(seen, place);
      }
    }
  }
  void take_whole(const seen_call& seen, const std::optional<array_place>& place) {
    if (!place || place->subscripts.empty()) {
      return;
    }
    array_access access;
    access.expression = seen.site;
    access.place = *place;
    access.updated = true;
    keep(seen.site, seen, std::move(access));
  }

  /// The element that was given for the reference which an expression of the function begins with.
  static const Expr* argument_for(const clang::Stmt* in, const clang::CallExpr* call,
                                  const clang::FunctionDecl* definition) {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
      const auto* parameter = dyn_cast<clang::ParmVarDecl>(reference->getDecl());
      if (parameter == nullptr || parameter->getDeclContext() != definition ||
          !parameter->getType()->isReferenceType()) {
        return nullptr;
      }
      const Expr* argument = argument_of(call, definition, parameter);
      const Expr* given = argument == nullptr ? nullptr : bare_place(argument);
      return clang::isa_and_nonnull<clang::DeclRefExpr>(given) ? nullptr : given;
    }
    for (const clang::Stmt* part : in->children()) {
      const Expr* found = part == nullptr ? nullptr : argument_for(part, call, definition);
      if (found != nullptr) {
        return found;
      }
    }
    return nullptr;
  }

  void keep(const Expr* site, const seen_call& seen, array_access access) {
    if (holds_lock(access.expression, seen.code) || access.place.steps.empty() ||
        !lies_in_shared_memory(access.place) ||
        (access.place.by_made_object && !access.place.all_known()) ||
        is_own(access.place.steps.front(), seen.definition, seen.code)) {
      return;
    }
    access.differs = access.value != nullptr && seen.depth == 0 && differs(access.value, seen);
    const bool literal = access.value != nullptr && values_.constant(access.value).has_value();
    access.constant = literal;
    access.chosen_there =
        seen.chosen || (access.expression != seen.site &&
                        may_keep_callers_apart(access.expression, seen.code, values_));
    access.bounded_there =
        seen.bounded || (access.expression != seen.site &&
                         may_keep_within_rows(access.expression, seen.code, values_));
    access.given_there = seen.given;
    find_led(access.place, values_, {seen.code, seen.bindings.changes});
    if (access.expression != seen.site) {
      access.given_there.merge(find_fixed_conditions(access.expression, seen.code, values_));
    }
    if (!access.written && !access.updated) {
      keep_cases(site, seen, access);
    }
    leave(site, seen, std::move(access));
  }

  /// What is read may be any of several elements: `at(x - 1, y)` with `std::clamp(x, 0, w - 1)` or
  /// `if (x < 0) x += w` in it.
  void keep_cases(const Expr* site, const seen_call& seen, const array_access& read) {
    const function_scope scope{seen.code, seen.bindings.changes};
    std::vector<array_access> all{read};
    for (std::size_t i = 0; i < read.place.subscripts.size(); ++i) {
      const place_subscript& subscript = read.place.subscripts[i];
      if (subscript.value) {
        continue;
      }
      value_cases choices = subscript.parts.size() == 1
                                ? find_value_cases(subscript.parts[0], values_, &scope)
                                : value_cases();
      if (choices.empty()) {
        for (const polynomial& choice : subscript.choices) {
          choices.push_back({choice, {}});
        }
      }
      std::vector<array_access> more;
      for (const array_access& one : all) {
        for (const value_case& choice : choices) {
          array_access made = one;
          made.place.subscripts[i].value = choice.value;
          made.bounded_there = true;
          made.chosen_there =
              made.chosen_there ||
              std::any_of(choice.chosen.begin(), choice.chosen.end(), [&](const Expr* branch) {
                return may_keep_callers_apart(branch, seen.code, values_);
              });
          more.push_back(std::move(made));
        }
      }
      if (more.empty() || more.size() > most_cases) {
        return;
      }
      all = std::move(more);
    }
    for (array_access& one : all) {
      if (one.place.all_known() && !read.place.all_known()) {
        leave(site, seen, std::move(one));
      }
    }
  }

  /// As it is in the body.
  void leave(const Expr* site, const seen_call& seen, array_access access) {
    access.inner = access.expression == site ? nullptr : access.expression;
    access.expression = site;
    access.in_callee = true;
    for (place_subscript& subscript : access.place.subscripts) {
      subscript.loaded =
          !subscript.unknown.empty() &&
          std::all_of(subscript.unknown.begin(), subscript.unknown.end(),
                      [&](const Expr* part) { return comes_from_table(part, seen); });
      subscript.parts.clear(); // they mean something in there only
      subscript.times.clear();
      subscript.unknown.erase(
          std::remove_if(subscript.unknown.begin(), subscript.unknown.end(),
                         [&](const Expr* part) { return !values_.map().contains(part); }),
          subscript.unknown.end());
    }
    if (found_.size() < most_accesses && known_.insert(summary_of(access)).second) {
      found_.push_back(std::move(access));
    }
  }

  /// Accesses of one call of the body that say the same need comparing but once.
  static std::string summary_of(const array_access& a) {
    std::ostringstream text;
    text << a.expression << a.written << a.updated << a.constant << a.chosen_there
         << a.bounded_there << a.differs;
    for (const auto& [condition, holds] : a.given_there) {
      text << ' ' << condition << '=' << holds;
    }
    for (const clang::Decl* step : a.place.steps) {
      text << ' ' << step;
    }
    for (const place_subscript& subscript : a.place.subscripts) {
      text << '[' << (subscript.value ? subscript.value->text() : "?") << ';'
           << subscript.known.text() << ';' << subscript.loaded << subscript.led.has_value();
      for (const Expr* part : subscript.unknown) {
        text << ' ' << part;
      }
    }
    text << (a.extent ? a.extent->text() : "") << a.whole << a.of_range;
    return text.str();
  }

  /// Whether the function makes a value of what it is given, which differs from call to call.
  bool differs(const clang::Stmt* value, const seen_call& seen) const {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
      const auto* parameter = dyn_cast<clang::ParmVarDecl>(reference->getDecl());
      const Expr* given = parameter != nullptr && parameter->getDeclContext() == seen.definition
                              ? argument_of(seen.call, seen.definition, parameter)
                              : nullptr;
      return given != nullptr && values_.varies(given);
    }
    return std::any_of(value->child_begin(), value->child_end(), [&](const clang::Stmt* part) {
      return part != nullptr && differs(part, seen);
    });
  }

  /// `cell[i]`, in the function or as its argument, or what the function makes of such a one.
  bool comes_from_table(const Expr* part, const seen_call& seen) const {
    return (!clang::isa<clang::DeclRefExpr>(part->IgnoreParenImpCasts()) && has_load(part)) ||
           origin_of(part, seen, 0) == origin::table;
  }

  /// What tells the values of an expression in two calls apart.
  enum class origin { nothing, table, other };

  origin origin_of(const clang::Stmt* in, const seen_call& seen, int depth) const {
    const auto* reference = dyn_cast<clang::DeclRefExpr>(in);
    if (reference == nullptr) {
      origin all = origin::nothing;
      for (const clang::Stmt* part : in->children()) {
        all = part == nullptr ? all : std::max(all, origin_of(part, seen, depth));
      }
      return all;
    }
    const clang::ValueDecl* variable = reference->getDecl();
    if (const auto* parameter = dyn_cast<clang::ParmVarDecl>(variable)) {
      return origin_of_parameter(parameter, seen);
    }
    if (values_.map().declares(variable)) {
      return origin_in_body(reference); // what was given
    }
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (local == nullptr || !seen.code.declares(local)) {
      return origin::nothing;
    }
    const bool kept = local->getInit() != nullptr && !seen.bindings.changes.change(local);
    return kept && depth < deepest_place ? origin_of(local->getInit(), seen, depth + 1)
                                         : origin::other;
  }

  origin origin_of_parameter(const clang::ParmVarDecl* parameter, const seen_call& seen) const {
    if (parameter->getDeclContext() != seen.definition || seen.bindings.changes.change(parameter)) {
      return origin::other;
    }
    const Expr* given = argument_of(seen.call, seen.definition, parameter);
    if (given == nullptr || seen.depth != 0) {
      return given != nullptr && has_load(given) ? origin::table : origin::other;
    }
    return origin_in_body(given);
  }

  origin origin_in_body(const Expr* e) const {
    return comes_from_memory({e}, values_.form(), values_.map()) ? origin::table
           : values_.varies(e)                                   ? origin::other
                                                                 : origin::nothing;
  }

  static const Expr* argument_of(const clang::CallExpr* call, const clang::FunctionDecl* definition,
                                 const clang::ParmVarDecl* parameter) {
    const unsigned at = parameter->getFunctionScopeIndex() +
                        (call->getNumArgs() > definition->getNumParams() ? 1 : 0);
    return at < call->getNumArgs() ? call->getArg(at) : nullptr;
  }

  /// A variable of the function, which each call has its own of.
  static bool is_own(const clang::Decl* first, const clang::FunctionDecl* definition,
                     const body_map& code) {
    const auto* variable = clang::dyn_cast_or_null<clang::ValueDecl>(first);
    return variable != nullptr &&
           (code.declares(variable) || variable->getDeclContext() == definition);
  }

  const loop_values& values_;
  callee_effects& callees_;
  program_index& index_;
  std::vector<array_access> found_;
  std::set<std::string> known_;
};

} // namespace

std::vector<array_access> find_callee_accesses(const loop_values& values, callee_effects& callees,
                                               program_index& index) {
  return callee_finder(values, callees, index).run();
}

} // namespace ptools::tool
