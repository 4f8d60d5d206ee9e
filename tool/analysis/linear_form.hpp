#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "body_map.hpp"
#include "clang/AST/ASTContext.h"

namespace ptools::tool {

/// A subscript as `scale * index + offset + terms`, the terms being the same in every iteration.
struct linear_form {
  std::int64_t scale = 0;
  std::int64_t offset = 0;
  std::map<std::string, std::int64_t> terms;
};

/// Nothing if the value depends on the iteration in another way.
std::optional<linear_form> linear_form_of(const clang::Expr* value, const clang::ValueDecl* index,
                                          const body_map& code, const clang::ASTContext& context);

} // namespace ptools::tool
