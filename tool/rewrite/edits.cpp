#include "edits.hpp"

#include <algorithm>

#include "clang/Lex/Lexer.h"

namespace ptools::tool {

std::optional<clang::CharSourceRange> edit_list::file_range(clang::SourceRange tokens) const {
  const clang::CharSourceRange range = clang::Lexer::makeFileCharRange(
      clang::CharSourceRange::getTokenRange(tokens), sources_, language_);
  if (range.isInvalid()) {
    return {};
  }
  return range;
}

std::string edit_list::text(clang::SourceRange tokens) const {
  const auto range = file_range(tokens);
  return range ? text(*range) : std::string();
}

std::string edit_list::text(clang::CharSourceRange characters) const {
  return clang::Lexer::getSourceText(characters, sources_, language_).str();
}

void edit_list::replace(clang::CharSourceRange characters, std::string text) {
  const unsigned first = sources_.getFileOffset(characters.getBegin());
  const unsigned last = sources_.getFileOffset(characters.getEnd());
  add(characters.getBegin(), last - first, std::move(text), 0);
}

void edit_list::insert(clang::SourceLocation at, std::string text, int order) {
  add(at, 0, std::move(text), order);
}

void edit_list::erase(clang::CharSourceRange characters) {
  const std::string gone = text(characters);
  replace(characters,
          std::string(static_cast<std::size_t>(std::count(gone.begin(), gone.end(), '\n')), '\n'));
}

void edit_list::add(clang::SourceLocation at, unsigned length, std::string text, int order) {
  files_[sources_.getFileID(at)].push_back(
      {sources_.getFileOffset(at), length, std::move(text), order});
}

std::string apply_edits(llvm::StringRef text, std::vector<edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const edit& a, const edit& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.order < b.order;
  });
  std::string result;
  unsigned at = 0;
  for (const edit& e : edits) {
    if (e.offset > at) {
      result += text.substr(at, e.offset - at);
      at = e.offset;
    }
    result += e.text;
    at = std::max(at, e.offset + e.length);
  }
  result += text.substr(std::min<std::size_t>(at, text.size()));
  return result;
}

} // namespace ptools::tool
