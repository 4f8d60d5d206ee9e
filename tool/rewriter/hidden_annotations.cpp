#include "hidden_annotations.hpp"

#include "../rewrite/line_markers.hpp"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

namespace {

/// The beginning of the (continued) line that a place lies in.
unsigned start_of_line(llvm::StringRef text, unsigned offset) {
  while (true) {
    const std::size_t before = text.rfind('\n', offset); // not at it, before it
    if (before == llvm::StringRef::npos) {
      return 0;
    }
    const llvm::StringRef line = text.substr(0, before).rtrim('\r');
    if (!line.ends_with("\\")) {
      return static_cast<unsigned>(before + 1);
    }
    offset = static_cast<unsigned>(before);
  }
}

} // namespace

std::vector<clang::SourceLocation>
find_hidden_annotations(const std::vector<clang::SourceRange>& regions,
                        const clang::SourceManager& sources, const clang::LangOptions& language) {
  std::vector<clang::SourceLocation> found;
  for (const clang::SourceRange region : regions) {
    const clang::FileID file = sources.getFileID(region.getBegin());
    const llvm::StringRef text = sources.getBufferData(file);
    const unsigned first = sources.getFileOffset(region.getBegin());
    const unsigned last = sources.getFileOffset(region.getEnd());
    if (sources.isInSystemHeader(region.getBegin()) || last > text.size() ||
        !text.slice(first, last).contains("ptools")) {
      continue;
    }
    // To the end of the file: Clang's lexer wants a zero byte there.
    clang::Lexer lexer(sources.getLocForStartOfFile(file), language, text.begin(),
                       text.begin() + first, text.end());
    clang::Token token;
    clang::SourceLocation opened;
    int brackets = 0;
    while (!lexer.LexFromRawLexer(token) && token.isNot(clang::tok::eof) &&
           sources.getFileOffset(token.getLocation()) < last) {
      if (token.is(clang::tok::l_square)) {
        opened = brackets == 0 ? token.getLocation() : opened;
        ++brackets;
        continue;
      }
      const bool word = token.is(clang::tok::raw_identifier);
      if (word && brackets == 2 && token.getRawIdentifier() == "ptools") {
        found.push_back(opened);
      }
      const bool before_name = word && token.getRawIdentifier() == "using";
      if (!before_name && token.isNot(clang::tok::comma) && token.isNot(clang::tok::coloncolon) &&
          !(word && brackets == 2)) {
        brackets = 0;
      }
    }
  }
  return found;
}

void guard_hidden_annotations(const std::vector<clang::SourceLocation>& hidden,
                              bool behind_is_clang, edit_list& edits) {
  if (behind_is_clang) {
    return; // it skips what the tool skipped
  }
  const clang::SourceManager& sources = edits.sources();
  for (const clang::SourceLocation at : hidden) {
    const clang::FileID file = sources.getFileID(at);
    const unsigned line_start =
        start_of_line(sources.getBufferData(file), sources.getFileOffset(at));
    const clang::SourceLocation start =
        sources.getLocForStartOfFile(file).getLocWithOffset(line_start);
    const clang::PresumedLoc place = sources.getPresumedLoc(start);
    edits.insert(
        start,
        "#error this annotation is hidden from Clang by a conditional directive, so the loop "
        "would silently stay sequential [PT0011]\n" +
            line_marker(place.getLine(), place.getFilename()));
  }
}

} // namespace ptools::tool
