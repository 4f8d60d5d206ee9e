#include "scan_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace ptools::driver {
namespace {

constexpr std::array<std::string_view, 11> attribute_names{
    "async", "everywhere", "fetch", "fetchfrom",  "parallel", "shared",
    "spawn", "spawnat",    "sync",  "threadcall", "threads"};

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         (c & 0x80) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool continues_name(char c) {
  return starts_name(c) || is_digit(c);
}

/// Where the text goes on behind the splice that begins at `backslash`, or zero if none does: GCC
/// and Clang overlook blanks in front of the line's end.
std::size_t end_of_splice(std::string_view text, std::size_t backslash) {
  const std::size_t end = text.find_first_not_of(" \t\r\f\v", backslash + 1);
  return end != std::string_view::npos && text[end] == '\n' ? end + 1 : 0;
}

struct joined_text {
  std::string text;
  std::vector<std::size_t> splices; ///< where in `text` lines were joined
};

/// Joins lines that end in a backslash; most files have none and are read where they are.
std::optional<joined_text> without_splices(std::string_view text) {
  joined_text joined;
  std::size_t from = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const std::size_t next = end_of_splice(text, at);
    if (next == 0) {
      ++at;
      continue;
    }
    joined.text.append(text.substr(from, at - from));
    joined.splices.push_back(joined.text.size());
    from = at = next;
  }
  if (joined.splices.empty())
    return std::nullopt;
  joined.text.append(text.substr(from));
  return joined;
}

class scanner {
public:
  explicit scanner(std::string_view text, const std::vector<std::size_t>& splices = {})
      : text_(text), splices_(splices) {}

  text_scan run() {
    while (at_ < text_.size())
      step();
    end_of_line();
    return std::move(result_);
  }

  /// Reads the text as the replacement of a macro.
  text_scan run_as_definition() {
    in_definition_ = true;
    return run();
  }

private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    if (c == '\n') {
      end_of_line();
      ++at_;
      return;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      ++at_;
      return;
    }
    if (c == '/' && (peek(1) == '/' || peek(1) == '*'))
      return skip_comment();
    const bool first_of_line = line_is_blank_;
    line_is_blank_ = false;
    if (first_of_line && (c == '#' || (c == '%' && peek(1) == ':')))
      return read_directive();
    if (starts_name(c))
      return read_name();
    if (is_digit(c) || (c == '.' && is_digit(peek(1))))
      return skip_number();
    if (c == '"' || c == '\'')
      return skip_literal(c);
    read_punctuation(c);
  }

  void skip_comment() { at_ = end_of_comment(at_); }

  std::size_t end_of_comment(std::size_t begin) const {
    if (text_[begin + 1] == '/')
      return std::min(text_.find('\n', begin), text_.size());
    const std::size_t end = text_.find("*/", begin + 2);
    return end == std::string_view::npos ? text_.size() : end + 2;
  }

  void skip_number() {
    while (continues_name(peek()) || peek() == '.' || (peek() == '\'' && continues_name(peek(1))))
      ++at_;
    previous_ = '0';
  }

  /// Ends at the line's end at the latest: an apostrophe in an inactive region is no literal.
  void skip_literal(char quote) {
    ++at_;
    while (at_ < text_.size() && peek() != quote && peek() != '\n')
      at_ += peek() == '\\' ? 2 : 1;
    if (peek() == quote)
      ++at_;
    at_ = std::min(at_, text_.size());
    previous_ = quote;
  }

  void skip_raw_string() {
    const std::size_t open = text_.find_first_of("()\\\" \t\v\f\r\n", at_ + 1);
    if (open == std::string_view::npos || text_[open] != '(' || open - at_ > 17)
      return skip_literal('"');
    std::string end = ")";
    end.append(text_.substr(at_ + 1, open - at_ - 1)).append("\"");
    std::size_t close = text_.find(end, open);
    // In a raw string lines are not joined, so that this was no end.
    while (close != std::string_view::npos && is_spliced(close, close + end.size()))
      close = text_.find(end, close + 1);
    at_ = close == std::string_view::npos ? text_.size() : close + end.size();
    previous_ = '"';
  }

  bool is_spliced(std::size_t begin, std::size_t end) const {
    const auto first = std::upper_bound(splices_.begin(), splices_.end(), begin);
    return first != splices_.end() && *first < end;
  }

  std::string_view take_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && continues_name(text_[at_]))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void read_name() {
    const std::string_view name = take_name();
    if (peek() == '"' && name.ends_with('R') &&
        (name == "R" || name == "LR" || name == "uR" || name == "UR" || name == "u8R"))
      return skip_raw_string();
    if (name == "ptools") {
      if (attribute_depth_ > 0)
        result_.may_be_annotated = true;
      names_ptools_ = true;
      if (may_become_annotation())
        result_.may_be_annotated = true;
    }
    previous_ = 'a';
  }

  /// If a macro puts brackets around what it is given: MACRO(ptools::parallel), MACRO(ptools),
  /// MACRO(using ptools: parallel). Calls of the library look different.
  bool may_become_annotation() const {
    const bool begins_argument = previous_ == '(' || previous_ == ',';
    std::size_t i = after_space(at_);
    if (is_directive(i))
      return true;
    if (text_.substr(i, 1) != ":")
      return begins_argument;
    if (text_.substr(i, 2) != "::")
      return true;
    i = after_space(i + 2);
    if (is_directive(i) && begins_argument)
      return true;
    const std::size_t begin = i;
    while (i < text_.size() && continues_name(text_[i]))
      ++i;
    return begins_argument && std::binary_search(attribute_names.begin(), attribute_names.end(),
                                                 text_.substr(begin, i - begin));
  }

  /// What goes on behind a directive is not looked for: it may be anything.
  bool is_directive(std::size_t i) const {
    return !in_directive_ && (text_.substr(i, 1) == "#" || text_.substr(i, 2) == "%:");
  }

  /// The first place at or after `i` that is neither white space nor comment.
  std::size_t after_space(std::size_t i) const {
    for (;;) {
      i = std::min(text_.find_first_not_of(" \t\r\f\v\n", i), text_.size());
      const std::string_view begins = text_.substr(i, 2);
      if (begins != "//" && begins != "/*")
        return i;
      i = end_of_comment(i);
    }
  }

  /// Brackets, with their digraphs: `[[` opens an attribute list wherever it stands.
  void read_punctuation(char c) {
    const bool opens = c == '[' || (c == '<' && peek(1) == ':');
    const bool closes = c == ']' || (c == ':' && peek(1) == '>');
    at_ += (c == '<' && opens) || (c == ':' && closes) ? 2 : 1;
    if (opens) {
      if (attribute_depth_ > 0) {
        ++attribute_depth_;
      } else if (previous_ == '[') {
        attribute_depth_ = 2;
        opened_attribute_ = true;
      }
      previous_ = '[';
      return;
    }
    if (closes && attribute_depth_ > 0)
      --attribute_depth_;
    if ((c == '#' && peek() == '#') || (c == '%' && text_.substr(at_, 3) == ":%:"))
      pastes_ = true;
    previous_ = c;
  }

  /// A directive may stand in the middle of an annotation, which then goes on behind it.
  void read_directive() {
    in_directive_ = true;
    outer_depth_ = attribute_depth_;
    outer_previous_ = previous_;
    attribute_depth_ = 0;
    previous_ = ' ';
    at_ += peek() == '#' ? 1 : 2;
    skip_blanks();
    const std::string_view name = take_name();
    if (name == "include" || name == "include_next" || name == "import") {
      skip_blanks();
      if (std::optional<include_line> line = read_file_name()) {
        line->next = name == "include_next";
        result_.includes.push_back(std::move(*line));
      }
      return;
    }
    if (name != "define")
      return;
    skip_blanks();
    const std::string macro(take_name());
    const std::size_t after_macro = at_;
    skip_blanks();
    if (std::optional<include_line> line = read_file_name())
      result_.named_files.emplace_back(macro, std::move(*line));
    at_ = after_macro;
    in_definition_ = true;
  }

  /// Goes behind a name in quotes or angles, and stays in front of a macro.
  std::optional<include_line> read_file_name() {
    include_line line;
    const char open = peek();
    if (starts_name(open)) {
      const std::size_t begin = at_;
      line.written = include_line::form::computed;
      line.name = std::string(take_name());
      at_ = begin;
      return line;
    }
    if (open != '"' && open != '<')
      return std::nullopt;
    const char close = open == '<' ? '>' : '"';
    const std::size_t end = text_.find_first_of(open == '<' ? ">\n" : "\"\n", at_ + 1);
    if (end == std::string_view::npos || text_[end] != close)
      return std::nullopt;
    line.written = open == '<' ? include_line::form::angled : include_line::form::quoted;
    line.name = std::string(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return line;
  }

  void skip_blanks() {
    for (;;) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v')
        ++at_;
      else if (c == '/' && peek(1) == '*')
        skip_comment();
      else
        return;
    }
  }

  /// A macro may hide an annotation if its text names ptools, or pastes names inside brackets.
  void end_of_line() {
    if (in_definition_ && (names_ptools_ || (opened_attribute_ && pastes_)))
      result_.may_be_annotated = true;
    if (in_directive_) {
      attribute_depth_ = outer_depth_;
      previous_ = outer_previous_;
    }
    in_directive_ = false;
    in_definition_ = false;
    names_ptools_ = false;
    opened_attribute_ = false;
    pastes_ = false;
    line_is_blank_ = true;
  }

  const std::string_view text_;
  const std::vector<std::size_t> splices_;
  std::size_t at_ = 0;
  bool line_is_blank_ = true;
  bool in_directive_ = false;
  int outer_depth_ = 0; ///< outside of the directive
  char outer_previous_ = ' ';
  bool in_definition_ = false;
  bool names_ptools_ = false;
  bool opened_attribute_ = false;
  bool pastes_ = false;
  int attribute_depth_ = 0;
  char previous_ = ' '; ///< last token: punctuation itself, 'a' a name, '0' a number
  text_scan result_;
};

} // namespace

text_scan scan_text(std::string_view text) {
  if (const std::optional<joined_text> joined = without_splices(text))
    return scanner(joined->text, joined->splices).run();
  return scanner(text).run();
}

bool definition_may_annotate(std::string_view replacement) {
  return scanner(replacement).run_as_definition().may_be_annotated;
}

} // namespace ptools::driver
