#pragma once

#include <string>
#include <vector>

#include "../diagnostics/report.hpp"
#include "clang/AST/Expr.h"

namespace ptools::tool {

/// Where a walk through a body and the functions that it calls is, and the way findings there are
/// shown: at the call in the body, with a note where it happens.
class reach_place {
public:
  explicit reach_place(reporter& report) : report_(report) {}

  void enter(clang::SourceLocation call) { calls_.push_back(call); }
  void leave() { calls_.pop_back(); }
  bool in_callee() const { return !calls_.empty(); }

  /// The code at hand may run, or may not.
  bool only_possible = false;

  void show(finding f, const clang::Expr* at, std::string remedy);
  void show(finding f, clang::SourceLocation at, clang::SourceRange range, std::string remedy);

private:
  reporter& report_;
  std::vector<clang::SourceLocation> calls_;
};

} // namespace ptools::tool
