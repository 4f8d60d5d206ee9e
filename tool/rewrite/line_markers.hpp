#pragma once

#include <string>
#include <string_view>

#include "clang/Basic/SourceManager.h"

namespace ptools::tool {

/// `text` as a string literal.
std::string quoted(std::string_view text);

/// `# 12 "x.cpp" 1`, with a line break behind it. `flags` as in the output of a preprocessor:
/// 1 a file begins, 2 back in a file, 3 text that gives no warnings.
std::string line_marker(unsigned line, std::string_view file, std::string_view flags = {});

/// Text of the tool between two pieces of a user's line: on a line of its own that gives no
/// warnings, with the user's text going on below at the line and column where it stands in the
/// file.
std::string generated_line(const clang::SourceManager& sources, clang::SourceLocation at,
                           std::string_view text);

} // namespace ptools::tool
