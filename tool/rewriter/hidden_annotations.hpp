#pragma once

#include <vector>

#include "../rewrite/edits.hpp"
#include "clang/Basic/SourceManager.h"

namespace ptools::tool {

/// Annotations in conditional regions that Clang skipped.
std::vector<clang::SourceLocation>
find_hidden_annotations(const std::vector<clang::SourceRange>& regions,
                        const clang::SourceManager& sources, const clang::LangOptions& language);

/// Where the compiler behind may see such a region after all, its loops would silently stay
/// sequential: an `#error` directive goes in front of each, which only counts if the region does.
void guard_hidden_annotations(const std::vector<clang::SourceLocation>& hidden,
                              bool behind_is_clang, edit_list& edits);

} // namespace ptools::tool
