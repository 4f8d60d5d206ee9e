#pragma once

#include "../analysis/loop.hpp"
#include "edits.hpp"

namespace ptools::tool {

/// Takes the attribute out of the text; other attributes of the same list stay. Reports, and gives
/// false, if the text is hidden in a macro that holds more than the list.
bool remove_annotation(const annotated_loop& loop, edit_list& edits, reporter& report);

/// Reports that `part` of a loop cannot be edited; gives false.
bool refuse_macro(const char* part, clang::SourceLocation at, reporter& report);

} // namespace ptools::tool
