#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ptools::driver {

/// One #include, #include_next or #import.
struct include_line {
  enum class form { quoted, angled, computed };
  form written = form::quoted;
  bool next = false;
  std::string name; ///< of a computed one: the first identifier of its text
};

/// What a look at the characters of a file tells, without preprocessing it.
struct text_scan {
  /// The text may hold an annotation, or a macro that may become one. False is certain.
  bool may_be_annotated = false;
  std::vector<include_line> includes;
  /// Macros whose text is a file name, for computed includes.
  std::vector<std::pair<std::string, include_line>> named_files;
};

/// Reads C++ text: comments, literals and line splices are understood; conditions are not, so that
/// code in inactive regions counts.
text_scan scan_text(std::string_view text);

/// The same for the text of one macro definition (-D).
bool definition_may_annotate(std::string_view replacement);

} // namespace ptools::driver
