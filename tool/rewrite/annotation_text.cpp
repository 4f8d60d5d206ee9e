#include "annotation_text.hpp"

#include "../analysis/reductions.hpp"
#include "comma_list.hpp"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

namespace {

/// A macro may hold the attribute list and nothing more.
bool is_alone_in_macro(const annotation& note, const edit_list& edits) {
  if (note.begin.isFileID() && note.end.isFileID()) {
    return true;
  }
  if (note.begin.isFileID() || note.end.isFileID()) {
    return false;
  }
  return clang::Lexer::isAtStartOfMacroExpansion(note.begin, edits.sources(), edits.language()) &&
         clang::Lexer::isAtEndOfMacroExpansion(note.end, edits.sources(), edits.language());
}

/// The attributes of the list that are not ours, as text.
std::string other_attributes(const annotation& note) {
  if (!note.tokens.empty() && note.tokens.front().text == "using") {
    return {};
  }
  comma_list rest;
  std::size_t at = 0;
  while (at < note.tokens.size()) {
    int depth = 0;
    std::size_t end = at;
    for (; end < note.tokens.size(); ++end) {
      const std::string& t = note.tokens[end].text;
      depth += t == "(" || t == "[" || t == "{" ? 1 : 0;
      depth -= t == ")" || t == "]" || t == "}" ? 1 : 0;
      if (depth == 0 && t == ",") {
        break;
      }
    }
    if (end > at && note.tokens[at].text != "ptools") {
      rest.add(text_of(note, {at, end}));
    }
    at = end + 1;
  }
  return rest.text();
}

} // namespace

bool refuse_macro(const char* part, clang::SourceLocation at, reporter& report) {
  finding f{id::loop_from_macro, at, {part}, {}, {}, {}};
  f.notes.push_back({at, "write the loop's header out, without a macro that holds parts of it"});
  report.show(f);
  return false;
}

bool remove_annotation(const annotated_loop& loop, edit_list& edits, reporter& report) {
  const annotation& note = *loop.note;
  const auto range = edits.file_range({note.begin, note.end});
  if (!range ||
      !edits.sources().isWrittenInSameFile(range->getBegin(),
                                           loop.instances.front().loop->getBeginLoc()) ||
      !is_alone_in_macro(note, edits)) {
    return refuse_macro("annotation", note.begin, report);
  }
  const std::string rest = other_attributes(note);
  if (rest.empty()) {
    edits.erase(*range);
  } else {
    edits.replace(*range, "[[" + rest + "]]");
  }
  return true;
}

} // namespace ptools::tool
