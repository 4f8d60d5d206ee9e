#pragma once

#include <vector>

#include "annotated_loop.hpp"
#include "../diagnostics/report.hpp"
#include "annotation.hpp"
#include "clang/AST/ASTContext.h"

namespace ptools::tool {

/// Finds the nodes that the annotations stand on, in patterns and instantiations.
class loop_collector {
public:
  loop_collector(std::vector<annotation>& annotations, clang::ASTContext& context,
                 reporter& report);

  std::vector<annotated_loop> run();

private:
  std::vector<annotation>& annotations_;
  clang::ASTContext& context_;
  reporter& report_;
};

} // namespace ptools::tool
