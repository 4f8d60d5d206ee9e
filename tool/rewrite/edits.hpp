#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"

namespace ptools::tool {

/// One change of a file's text: `length` bytes at `offset` make way for `text`.
struct edit {
  unsigned offset;
  unsigned length;
  std::string text;
  /// Among edits at one place, smaller ones stand first.
  int order;
};

/// All changes, file by file. A file that is included twice has two ids, and edits of its own.
class edit_list {
public:
  edit_list(const clang::SourceManager& sources, const clang::LangOptions& language)
      : sources_(sources), language_(language) {}

  /// The characters that tokens stand for in their file; nothing if they come out of a macro's
  /// body.
  std::optional<clang::CharSourceRange> file_range(clang::SourceRange tokens) const;
  std::string text(clang::SourceRange tokens) const;
  std::string text(clang::CharSourceRange characters) const;

  void replace(clang::CharSourceRange characters, std::string text);
  void insert(clang::SourceLocation at, std::string text, int order = 0);
  /// Takes text away but keeps its line breaks, so that the lines below keep their numbers.
  void erase(clang::CharSourceRange characters);

  const std::map<clang::FileID, std::vector<edit>>& files() const { return files_; }
  std::map<clang::FileID, std::vector<edit>>& files() { return files_; }
  const clang::SourceManager& sources() const { return sources_; }
  const clang::LangOptions& language() const { return language_; }

private:
  void add(clang::SourceLocation at, unsigned length, std::string text, int order);

  const clang::SourceManager& sources_;
  const clang::LangOptions& language_;
  std::map<clang::FileID, std::vector<edit>> files_;
};

/// A file's text with its edits made.
std::string apply_edits(llvm::StringRef text, std::vector<edit> edits);

} // namespace ptools::tool
