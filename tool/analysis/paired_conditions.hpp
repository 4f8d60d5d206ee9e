#pragma once

#include "array_access.hpp"
#include "index_shift.hpp"

namespace ptools::tool {

/// Whether the conditions at two places may keep two iterations that lie `shift` apart from getting
/// one to `other`, the later one to `write`. One of them may keep iterations apart only beside the
/// like of it at the other place: of `if (i % 2 == 0) a[i] = a[i - 1]` two neighbours do not both
/// get there; but with `else a[i] = 0` the other one does. `chosen` are more places on the way to
/// `other`.
bool may_keep_both_out(const clang::Stmt* write, const clang::Stmt* other,
                       const std::vector<const clang::Expr*>& chosen, const index_shift& shift,
                       const loop_values& values);

} // namespace ptools::tool
