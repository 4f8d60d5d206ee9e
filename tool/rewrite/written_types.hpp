#pragma once

#include <vector>

#include "../analysis/loop.hpp"
#include "clang/Basic/SourceLocation.h"

namespace ptools::tool {

/// Where the loop writes `decltype(x)` of a captured variable: in the rewritten body x is a
/// reference, which the user's x is not.
std::vector<clang::SourceRange> types_of_captures(const clang::Stmt* loop, const loop_plan& plan);

} // namespace ptools::tool
