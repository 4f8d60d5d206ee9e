#pragma once

#include <vector>

#include "annotation.hpp"
#include "clang/Lex/Preprocessor.h"

namespace ptools::tool {

/// Watches the expanded token stream for attribute lists of ptools. Clang drops attributes it does
/// not know, so this is where they are seen.
class annotation_lexer {
public:
  /// `into` must outlive the preprocessor's work.
  annotation_lexer(clang::Preprocessor& preprocessor, std::vector<annotation>& into)
      : preprocessor_(preprocessor), found_(into) {}

  void see(const clang::Token& token);

private:
  enum class state { outside, one_bracket, inside, one_closing };

  void see_inside(const clang::Token& token);
  void see_other(const clang::Token& token);
  void finish_list(clang::SourceLocation end);
  void anchor_at(clang::SourceLocation location);

  clang::Preprocessor& preprocessor_;
  std::vector<annotation>& found_;
  std::vector<annotation> waiting_;
  annotation current_;
  state state_ = state::outside;
  bool names_ptools_ = false;
  int depth_ = 0;
};

} // namespace ptools::tool
