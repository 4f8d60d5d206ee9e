#include <algorithm>
#include <cctype>

#include "annotation_parser.hpp"

namespace ptools::tool {

namespace {

bool starts_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool continues_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t end_of_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\') {
      ++at;
    }
  }
  return std::min(at + 1, text.size());
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const char c = text[at];
    const bool exponent_sign =
        (c == '+' || c == '-') &&
        std::string_view("eEpP").find(text[at - 1]) != std::string_view::npos;
    if (!continues_word(c) && c != '.' && c != '\'' && !exponent_sign) {
      break;
    }
    ++at;
  }
  return at;
}

constexpr std::string_view long_punctuators[] = {
    "<=>", "<<=", ">>=", "...", "->*", "::", "->", "++", "--", "<<", ">>", "<=", ">=",
    "==",  "!=",  "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "&=", "|=", "^="};

std::size_t punctuator_length(std::string_view rest) {
  for (const std::string_view p : long_punctuators) {
    if (rest.substr(0, p.size()) == p) {
      return p.size();
    }
  }
  return 1;
}

} // namespace

std::vector<token> tokenize(std::string_view text) {
  std::vector<token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    token_kind kind = token_kind::punctuator;
    if (starts_word(c)) {
      kind = token_kind::identifier;
      while (end < text.size() && continues_word(text[end])) {
        ++end;
      }
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      kind = token_kind::number;
      end = end_of_number(text, end);
    } else if (c == '"' || c == '\'') {
      kind = c == '"' ? token_kind::string : token_kind::number;
      end = end_of_literal(text, at);
    } else {
      end = at + punctuator_length(text.substr(at));
    }
    tokens.push_back({kind, std::string(text.substr(at, end - at))});
    at = end;
  }
  return tokens;
}

} // namespace ptools::tool
