#pragma once

#include <optional>

#include "clang/AST/Stmt.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"

namespace ptools::tool {

/// The place right behind a statement, its semicolon included. Nothing if it ends inside a macro's
/// body together with other text.
std::optional<clang::SourceLocation> end_of_statement(const clang::Stmt* statement,
                                                      const clang::SourceManager& sources,
                                                      const clang::LangOptions& language);

} // namespace ptools::tool
