#pragma once

#include <vector>

#include "body_map.hpp"

namespace ptools::tool {

/// Which variables a piece of code may change: all that are named there other than to be read, or
/// to get at an element.
class reassignments {
public:
  explicit reassignments(const body_map& code);

  bool change(const clang::ValueDecl* variable) const;
  /// The mentions that may change it.
  std::vector<const clang::DeclRefExpr*> of(const clang::ValueDecl* variable) const {
    return found_.lookup(variable);
  }

private:
  llvm::DenseMap<const clang::ValueDecl*, std::vector<const clang::DeclRefExpr*>> found_;
};

} // namespace ptools::tool
