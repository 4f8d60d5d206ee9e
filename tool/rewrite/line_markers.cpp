#include "line_markers.hpp"

namespace ptools::tool {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c == '\n' ? ' ' : c;
  }
  return result + "\"";
}

std::string line_marker(unsigned line, std::string_view file, std::string_view flags) {
  std::string result = "# " + std::to_string(line) + " " + quoted(file);
  if (!flags.empty()) {
    result += ' ';
    result += flags;
  }
  return result + "\n";
}

std::string generated_line(const clang::SourceManager& sources, clang::SourceLocation at,
                           std::string_view text) {
  const clang::PresumedLoc place = sources.getPresumedLoc(at);
  const bool system = sources.isInSystemHeader(at);
  std::string result = "\n" + line_marker(place.getLine(), place.getFilename(), "3");
  result += text;
  result += "\n" + line_marker(place.getLine(), place.getFilename(), system ? "3" : "");
  result.append(place.getColumn() - 1, ' ');
  return result;
}

} // namespace ptools::tool
