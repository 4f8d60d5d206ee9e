#pragma once

#include <vector>

#include "annotation.hpp"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace ptools::tool {

/// One appearance of an annotated loop in the AST: the text itself, or an instantiation of it.
struct loop_instance {
  const clang::Stmt* loop; ///< a ForStmt or a CXXForRangeStmt
  const clang::FunctionDecl* function;
  bool dependent; ///< in a template's pattern
};

struct annotated_loop {
  annotation* note = nullptr;
  const attribute* clauses = nullptr;
  int number = 0;
  std::vector<loop_instance> instances;
};

} // namespace ptools::tool
