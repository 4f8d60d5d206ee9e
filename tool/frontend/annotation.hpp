#pragma once

#include <vector>

#include "annotation_parser.hpp"
#include "clang/Basic/SourceLocation.h"

namespace ptools::tool {

/// An attribute list that holds ptools attributes, as it stood in the token stream.
struct annotation {
  /// Of the first `[` and the last `]`.
  clang::SourceLocation begin;
  clang::SourceLocation end;
  /// The first token after this list and those that follow it: where the annotated node begins.
  clang::SourceLocation anchor;
  /// Between the brackets; `locations[i]` is where `tokens[i]` stands.
  std::vector<token> tokens;
  std::vector<clang::SourceLocation> locations;
  attribute_list parsed;
  bool claimed = false;

  clang::SourceRange range(token_range tokens_of) const {
    if (tokens_of.empty()) {
      return {begin, begin};
    }
    return {locations[tokens_of.first], locations[tokens_of.last - 1]};
  }
};

} // namespace ptools::tool
