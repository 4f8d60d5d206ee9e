#pragma once

#include <vector>

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

namespace ptools::tool {

/// One `#include` directive as Clang met it.
struct inclusion {
  clang::SourceLocation hash;
  clang::CharSourceRange file_name;
  clang::OptionalFileEntryRef file;
  bool angled;
  bool next; ///< #include_next
};

/// Records the directives, and the conditional regions that Clang skipped.
class include_tree : public clang::PPCallbacks {
public:
  struct record {
    std::vector<inclusion> inclusions;
    std::vector<clang::SourceRange> skipped_regions;
  };
  explicit include_tree(record& into) : into_(into) {}

  void InclusionDirective(clang::SourceLocation hash, const clang::Token& word,
                          clang::StringRef name, bool angled, clang::CharSourceRange file_name,
                          clang::OptionalFileEntryRef file, clang::StringRef, clang::StringRef,
                          const clang::Module*, bool, clang::SrcMgr::CharacteristicKind) override {
    static_cast<void>(name);
    const clang::IdentifierInfo* directive = word.getIdentifierInfo();
    const bool next = directive != nullptr && directive->isStr("include_next");
    into_.inclusions.push_back({hash, file_name, file, angled, next});
  }
  void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation) override {
    into_.skipped_regions.push_back(range);
  }

private:
  record& into_;
};

} // namespace ptools::tool
