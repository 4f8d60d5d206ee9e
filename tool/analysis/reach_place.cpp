#include "reach_place.hpp"

namespace ptools::tool {

/// What only may happen is said as such; false if it is not worth it.
static bool say_possible(finding& f) {
  const bool reads = f.number == id::cannot_travel || f.number == id::thread_local_variable;
  const bool writes = f.number == id::writes_global || f.number == id::shared_random_engine;
  if (reads || writes) {
    f = {id::possible_reach, f.where, {reads ? "0" : "1", f.arguments.front()}, {}, {}, {}};
  }
  return reads || writes;
}

void reach_place::show(finding f, const clang::Expr* at, std::string remedy) {
  show(std::move(f), at->getExprLoc(), at->getSourceRange(), std::move(remedy));
}

void reach_place::show(finding f, clang::SourceLocation at, clang::SourceRange range,
                       std::string remedy) {
  if (only_possible && !say_possible(f)) {
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

} // namespace ptools::tool
