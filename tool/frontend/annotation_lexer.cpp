#include "annotation_lexer.hpp"

namespace ptools::tool {

using clang::tok::TokenKind;

namespace {

token_kind kind_of(const clang::Token& token) {
  if (token.isAnyIdentifier() || token.getIdentifierInfo() != nullptr) {
    return token_kind::identifier;
  }
  if (clang::tok::isStringLiteral(token.getKind())) {
    return token_kind::string;
  }
  if (token.is(TokenKind::numeric_constant) || token.is(TokenKind::char_constant)) {
    return token_kind::number;
  }
  return token_kind::punctuator;
}

bool opens(const clang::Token& t) {
  return t.isOneOf(TokenKind::l_paren, TokenKind::l_square, TokenKind::l_brace);
}
bool closes(const clang::Token& t) {
  return t.isOneOf(TokenKind::r_paren, TokenKind::r_square, TokenKind::r_brace);
}

} // namespace

void annotation_lexer::see(const clang::Token& token) {
  switch (state_) {
  case state::outside:
    see_other(token);
    return;
  case state::one_bracket:
    if (token.isNot(TokenKind::l_square)) {
      anchor_at(current_.begin);
      state_ = state::outside;
      see_other(token);
      return;
    }
    state_ = state::inside;
    depth_ = 0;
    names_ptools_ = false;
    return;
  case state::inside:
    see_inside(token);
    return;
  case state::one_closing:
    finish_list(token.getLocation());
    state_ = state::outside;
    return;
  }
}

void annotation_lexer::see_other(const clang::Token& token) {
  if (token.is(TokenKind::l_square)) {
    current_ = annotation{};
    current_.begin = token.getLocation();
    state_ = state::one_bracket;
    return;
  }
  anchor_at(token.getLocation());
}

void annotation_lexer::see_inside(const clang::Token& token) {
  if (token.is(TokenKind::eof)) {
    state_ = state::outside;
    return;
  }
  if (depth_ == 0 && token.is(TokenKind::r_square)) {
    state_ = state::one_closing;
    return;
  }
  if (opens(token)) {
    ++depth_;
  } else if (closes(token)) {
    --depth_;
  }
  if (token.isAnnotation()) {
    return;
  }
  const clang::IdentifierInfo* name = token.getIdentifierInfo();
  names_ptools_ = names_ptools_ || (name != nullptr && name->isStr("ptools"));
  current_.tokens.push_back({kind_of(token), preprocessor_.getSpelling(token)});
  current_.locations.push_back(token.getLocation());
}

void annotation_lexer::finish_list(clang::SourceLocation end) {
  if (!names_ptools_) {
    return;
  }
  current_.end = end;
  current_.parsed = parse_attribute_list(current_.tokens);
  if (!current_.parsed.attributes.empty() || !current_.parsed.problems.empty()) {
    waiting_.push_back(std::move(current_));
  }
}

void annotation_lexer::anchor_at(clang::SourceLocation location) {
  for (annotation& a : waiting_) {
    a.anchor = location;
    found_.push_back(std::move(a));
  }
  waiting_.clear();
}

} // namespace ptools::tool
