#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../diagnostics/report.hpp"
#include "../rewrite/edits.hpp"
#include "include_tree.hpp"

namespace ptools::tool {

struct assembled {
  std::string text;
  /// Headers whose text was put in, as Clang names them.
  std::vector<std::string> inlined;
};

/// Puts the rewritten file together: the main file's text, with the headers that were edited, and
/// those on the way to them, in the place of their directives.
std::optional<assembled> assemble(edit_list& edits, const include_tree::record& includes,
                                  reporter& report);

} // namespace ptools::tool
