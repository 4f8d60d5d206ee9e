#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Reports what the body changes although every worker would change a copy of its own. Mentions of
/// `exempt` (reductions) are somebody else's business.
void check_writes(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                  const std::vector<const clang::ValueDecl*>& exempt, reporter& report,
                  const clang::ASTContext& context);

/// Whether the clause `shared(...)` names this variable.
bool is_declared_shared(const annotated_loop& loop, const std::string& name);

} // namespace ptools::tool
