#include "front_reach.hpp"

#include <algorithm>

#include "index_bounds.hpp"
#include "subscript_text.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

const std::string reach_door = "::ptools::generated::";

/// Leaves what stands around it, perhaps deep inside: the rest is not reached then. A loop's own
/// `continue` and `break` stay in it.
bool may_leave(const clang::Stmt* s, bool in_loop = false, bool in_switch = false) {
  if (isa<clang::LambdaExpr>(s)) {
    return false;
  }
  if (isa<clang::ReturnStmt, clang::GotoStmt, clang::IndirectGotoStmt, clang::CXXThrowExpr>(s)) {
    return true;
  }
  if (isa<clang::ContinueStmt>(s)) {
    return !in_loop;
  }
  if (isa<clang::BreakStmt>(s)) {
    return !in_loop && !in_switch;
  }
  const bool loop = isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(s);
  const bool many = isa<clang::SwitchStmt>(s);
  return std::any_of(s->child_begin(), s->child_end(), [&](const clang::Stmt* part) {
    return part != nullptr && may_leave(part, in_loop || loop, in_switch || loop || many);
  });
}

class front_reach_finder {
public:
  explicit front_reach_finder(const loop_values& values) : values_(values) {}

  std::optional<front_conditions> run(const clang::Stmt* at) {
    std::vector<const clang::ForStmt*> around;
    const clang::Stmt* below = at;
    for (const clang::Stmt* up = above(at); up != nullptr; below = up, up = above(up)) {
      if (!is_passed(up, below)) {
        return {};
      }
      const auto* loop = dyn_cast<clang::ForStmt>(up);
      if (loop != nullptr && (below == loop->getBody() || below == loop->getInc())) {
        around.push_back(loop);
      }
    }
    const index_bounds bounds = find_index_bounds(at, values_);
    if (!bounds.tell_all) {
      return {};
    }
    found_ = steady_guards(at, values_);
    add(found_, bounds.needs);
    add_limits(bounds);
    const bool turned = std::all_of(around.rbegin(), around.rend(),
                                    [&](const clang::ForStmt* loop) { return has_turn(*loop); });
    return turned ? std::optional(std::move(found_)) : std::nullopt;
  }

private:
  const clang::Stmt* above(const clang::Stmt* of) const { return values_.map().parent(of); }

  /// Guards aside.
  static bool is_passed(const clang::Stmt* up, const clang::Stmt* below) {
    if (isa<clang::LambdaExpr, clang::CXXCatchStmt>(up)) {
      return false;
    }
    if (const auto* loop = dyn_cast<clang::WhileStmt>(up)) {
      return below == loop->getCond();
    }
    if (const auto* loop = dyn_cast<clang::CXXForRangeStmt>(up)) {
      return below != loop->getBody();
    }
    const auto* block = dyn_cast<clang::CompoundStmt>(up);
    return block == nullptr || !is_left_before(*block, below);
  }

  /// `if (c) continue;`, which its condition says all of.
  static bool is_guard(const clang::Stmt* before) {
    const auto* exit = dyn_cast<clang::IfStmt>(before);
    if (exit == nullptr || leaves(exit->getThen()) == leaves(exit->getElse())) {
      return false;
    }
    const clang::Stmt* stays = leaves(exit->getThen()) ? exit->getElse() : exit->getThen();
    return stays == nullptr || !may_leave(stays);
  }

  static bool is_left_before(const clang::CompoundStmt& block, const clang::Stmt* below) {
    for (const clang::Stmt* before : block.body()) {
      if (before == below) {
        return false;
      }
      if (!is_guard(before) && may_leave(before)) {
        return true;
      }
    }
    return false;
  }

  void add_limits(const index_bounds& bounds) {
    if (bounds.at_least.empty() && bounds.at_most.empty()) {
      return;
    }
    std::string limits = reach_door + "index_limits{}";
    for (const std::string& bound : bounds.at_least) {
      limits += ".at_least(" + bound + ")";
    }
    for (const std::string& bound : bounds.at_most) {
      limits += ".at_most(" + bound + ")";
    }
    add(found_, {reach_door + "any_within(" + range_in_front.str() + ", " + limits + ")"});
  }

  /// A loop inside makes one, if what it counts begins below its end, in all iterations.
  bool has_turn(const clang::ForStmt& loop) {
    const auto* declared = clang::dyn_cast_or_null<clang::DeclStmt>(loop.getInit());
    const auto* variable = declared == nullptr || !declared->isSingleDecl()
                               ? nullptr
                               : dyn_cast<clang::VarDecl>(declared->getSingleDecl());
    const counted_loop* counting =
        variable == nullptr ? nullptr : values_.loop_counting(loop_values::name_of(variable));
    if (counting == nullptr || !counting->compared || counting->in_call) {
      return false;
    }
    const auto first = text_of(counting->first);
    const auto bound = text_of(counting->bound);
    if (!first || !bound) {
      return false;
    }
    const std::string& low = counting->down ? *bound : *first;
    const std::string high =
        (counting->down ? *first : *bound) + (counting->inclusive ? " + 1" : "");
    add(found_, {reach_door + "is_below(" + low + ", " + high + ")"});
    return true;
  }

  std::optional<std::string> text_of(const clang::Expr* end) {
    front_conditions needs, others;
    const auto text = text_in_front(end, 0, values_, needs);
    const auto next = text_in_front(end, 1, values_, others);
    if (!text || text != next) {
      return {};
    }
    add(found_, needs);
    return text;
  }

  const loop_values& values_;
  front_conditions found_;
};

} // namespace

std::optional<front_conditions> reach_of(const clang::Stmt* at, const loop_values& values) {
  return front_reach_finder(values).run(at);
}

} // namespace ptools::tool
