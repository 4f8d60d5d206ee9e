#pragma once

#include <set>
#include <string>
#include <vector>

namespace ptools::tool {

/// The command line of ptools-rewrite.
struct tool_options {
  std::string output;
  std::string inlined_list;
  bool remarks = false;
  bool warnings_as_errors = false;
  std::set<std::string> silenced_groups;
  /// -1: as the terminal is.
  int color = -1;
  std::vector<std::string> command; ///< the compiler and its arguments
};

/// Throws std::invalid_argument saying what is wrong.
tool_options parse_options(int count, char** words);

/// The arguments for Clang's driver that read the same code: words it does not know, warnings,
/// plug-ins and precompiled headers are left out.
std::vector<std::string> clang_arguments(const std::vector<std::string>& command);

/// Whether the compiler behind is Clang itself.
bool is_clang(const std::string& compiler);

} // namespace ptools::tool
