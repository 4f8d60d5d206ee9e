#include "annotation_parser.hpp"

#include <algorithm>

#include "annotation_words.hpp"
#include "spelling.hpp"

namespace ptools::tool {

namespace {

constexpr int unknown_attribute = 2;
constexpr int unknown_clause = 3;
constexpr int malformed_clause = 4;
constexpr int repeated_clause = 5;
constexpr int not_available_yet = 6;
constexpr int unknown_operator = 8;

template <class Words>
auto find_word(const Words& words, std::string_view name) {
  return std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.name == name; });
}

template <class Words>
std::vector<std::string_view> names_of(const Words& words) {
  std::vector<std::string_view> names;
  for (const auto& word : words) {
    names.push_back(word.name);
  }
  return names;
}

class parser {
public:
  explicit parser(const std::vector<token>& tokens) : tokens_(tokens) {}

  attribute_list run() {
    std::size_t at = 0;
    std::string common_scope;
    if (text(0) == "using" && is_identifier(1) && text(2) == ":") {
      common_scope = text(1);
      at = 3;
    }
    while (at < tokens_.size()) {
      const std::size_t end = end_of_item(at, tokens_.size());
      if (end > at) {
        parse_attribute(at, end, common_scope);
      }
      at = end + 1;
    }
    return std::move(result_);
  }

private:
  std::string_view text(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  bool is_identifier(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == token_kind::identifier;
  }
  static bool opens(std::string_view t) { return t == "(" || t == "[" || t == "{"; }
  static bool closes(std::string_view t) { return t == ")" || t == "]" || t == "}"; }

  /// The first comma outside brackets, or `limit`.
  std::size_t end_of_item(std::size_t at, std::size_t limit) const {
    int depth = 0;
    for (; at < limit; ++at) {
      const std::string_view t = text(at);
      if (opens(t)) {
        ++depth;
      } else if (closes(t)) {
        --depth;
      } else if (depth == 0 && t == ",") {
        return at;
      }
    }
    return limit;
  }

  /// The bracket that closes the one at `at`, or `limit`.
  std::size_t closing(std::size_t at, std::size_t limit) const {
    int depth = 0;
    for (; at < limit; ++at) {
      if (opens(text(at))) {
        ++depth;
      } else if (closes(text(at)) && --depth == 0) {
        return at;
      }
    }
    return limit;
  }

  std::string joined(token_range range) const {
    std::string all;
    for (std::size_t i = range.first; i < range.last; ++i) {
      all += tokens_[i].text;
    }
    return all;
  }

  void report(int number, token_range where, std::vector<std::string> arguments,
              std::optional<std::string> replacement = {}) {
    result_.problems.push_back({number, where, std::move(arguments), std::move(replacement)});
  }
  void malformed(token_range where, std::string message) {
    report(malformed_clause, where, {std::move(message)});
  }
  void report_unknown(int number, token_range where, std::vector<std::string> arguments,
                      std::string_view near) {
    arguments.emplace_back(near.empty() ? "0" : "1");
    arguments.emplace_back(near);
    report(number, where, std::move(arguments),
           near.empty() ? std::nullopt : std::optional<std::string>(near));
  }

  void parse_attribute(std::size_t at, std::size_t end, const std::string& common_scope) {
    const std::size_t first = at;
    std::string scope = common_scope;
    if (common_scope.empty()) {
      if (!is_identifier(at) || text(at + 1) != "::") {
        return; // a standard attribute
      }
      scope = text(at);
      at += 2;
    }
    if (scope != "ptools") {
      return;
    }
    if (at >= end || !is_identifier(at)) {
      malformed({first, end}, "an attribute name must follow 'ptools::'");
      return;
    }
    attribute made;
    made.name = text(at);
    made.where = {first, end};
    const token_range name_at{at, at + 1};
    const auto word = find_word(attribute_words, made.name);
    if (word == attribute_words.end()) {
      report_unknown(unknown_attribute, name_at, {made.name},
                     nearest_spelling(made.name, names_of(attribute_words)));
      return;
    }
    if (!word->available) {
      report(not_available_yet, made.where, {"attribute 'ptools::" + made.name + "'"});
      return;
    }
    ++at;
    if (at < end) {
      if (text(at) != "(" || closing(at, end) + 1 != end) {
        malformed({at, end}, "clauses stand in parentheses behind '" + made.name + "'");
        return;
      }
      parse_clauses(made, at + 1, end - 1);
    }
    result_.attributes.push_back(std::move(made));
  }

  void parse_clauses(attribute& into, std::size_t at, std::size_t end) {
    while (at < end) {
      const std::size_t stop = end_of_item(at, end);
      if (stop == at) {
        malformed({at, at + 1}, "a clause is missing before ','");
      } else {
        parse_clause(into, at, stop);
      }
      at = stop + 1;
    }
  }

  void parse_clause(attribute& into, std::size_t at, std::size_t end) {
    const std::string name(text(at));
    const auto word = find_word(clause_words, name);
    if (word == clause_words.end()) {
      report_unknown(unknown_clause, {at, at + 1}, {name, into.name},
                     nearest_spelling(name, names_of(clause_words)));
      return;
    }
    if (!word->available) {
      report(not_available_yet, {at, end}, {"clause '" + name + "'"});
      return;
    }
    if (!word->repeatable && into.find(word->kind) != nullptr) {
      report(repeated_clause, {at, end}, {name});
      return;
    }
    clause made{word->kind, {at, end}, {}, {}, {}};
    if (parse_arguments(*word, made, at + 1, end)) {
      into.clauses.push_back(std::move(made));
    }
  }

  bool parse_arguments(const clause_word& word, clause& made, std::size_t at, std::size_t end) {
    const std::string name(word.name);
    const bool has_value = at < end && text(at) == "=";
    switch (word.form) {
    case clause_form::word:
      if (at != end) {
        malformed({at, end}, "clause '" + name + "' takes no value");
        return false;
      }
      return true;
    case clause_form::word_or_value:
      if (at == end) {
        return true;
      }
      [[fallthrough]];
    case clause_form::value:
      if (!has_value || at + 1 == end) {
        malformed(made.where, "clause '" + name + "' is written '" + name + "=VALUE'");
        return false;
      }
      made.value = {at + 1, end};
      return check_value(made);
    case clause_form::list:
      return parse_list(name, made, at, end);
    case clause_form::reduce:
      if (!has_value || at + 1 == end) {
        malformed(made.where, "clause 'reduce' is written 'reduce=OPERATOR' or "
                              "'reduce=OPERATOR(VARIABLES)'");
        return false;
      }
      return parse_reduce(made, at + 1, end);
    case clause_form::schedule:
      if (!has_value || at + 1 == end) {
        malformed(made.where, "clause 'schedule' is written 'schedule=static', '=dynamic' or "
                              "'=guided', with an optional '(CHUNK)'");
        return false;
      }
      return parse_schedule(made, at + 1, end);
    }
    return false;
  }

  bool check_value(clause& made) {
    if (made.kind == clause_kind::backend) {
      made.word = joined(made.value);
      const auto word = find_word(backend_words, made.word);
      if (word == backend_words.end()) {
        const auto near = nearest_spelling(made.word, names_of(backend_words));
        report(malformed_clause, made.value,
               {"'" + made.word + "' is no back end; there are process, fork, threads and serial"},
               near.empty() ? std::nullopt : std::optional<std::string>(near));
        return false;
      }
      if (!word->available) {
        report(not_available_yet, made.where, {"clause 'backend=" + made.word + "'"});
        return false;
      }
    }
    if (made.kind == clause_kind::progress &&
        (made.value.last - made.value.first != 1 ||
         tokens_[made.value.first].kind != token_kind::string)) {
      malformed(made.value, "the label of 'progress' is one string literal");
      return false;
    }
    return true;
  }

  bool parse_list(const std::string& name, clause& made, std::size_t at, std::size_t end) {
    if (at >= end || text(at) != "(" || closing(at, end) + 1 != end) {
      malformed(made.where, "clause '" + name + "' is written '" + name + "(LIST)'");
      return false;
    }
    return parse_items(name, made, at + 1, end - 1);
  }

  bool parse_items(const std::string& name, clause& made, std::size_t at, std::size_t end) {
    if (at == end && made.kind == clause_kind::globals) {
      return true; // none: what functions of other files use is no matter
    }
    if (at == end) {
      malformed(made.where, "the list of '" + name + "' is empty");
      return false;
    }
    while (at <= end) {
      const std::size_t stop = end_of_item(at, end);
      if (stop == at) {
        malformed(made.where, "an element is missing in the list of '" + name + "'");
        return false;
      }
      list_item item{{at, stop}, {}};
      if (made.kind == clause_kind::identity && !split_assignment(item)) {
        return false;
      }
      if (made.kind != clause_kind::identity && !check_operand(name, item)) {
        return false;
      }
      made.items.push_back(item);
      at = stop + 1;
    }
    return true;
  }

  bool split_assignment(list_item& item) {
    for (std::size_t i = item.text.first + 1; i + 1 < item.text.last; ++i) {
      if (text(i) == "=") {
        item.value = {i + 1, item.text.last};
        item.text.last = i;
        return true;
      }
    }
    malformed(item.text, "clause 'identity' is written 'identity(VARIABLE = VALUE)'");
    return false;
  }

  /// `name`, `ns::name`, `this->name`; a section or an element is not supported.
  bool check_operand(const std::string& name, const list_item& item) {
    for (std::size_t i = item.text.first; i < item.text.last; ++i) {
      if (text(i) == "[") {
        report(not_available_yet, item.text, {"an array section in clause '" + name + "'"});
        return false;
      }
      const bool word = is_identifier(i);
      const std::string_view t = text(i);
      if (!word && t != "::" && t != "->") {
        malformed(item.text,
                  "'" + joined(item.text) + "' in clause '" + name + "' is no name of a variable");
        return false;
      }
    }
    return true;
  }

  bool parse_reduce(clause& made, std::size_t at, std::size_t end) {
    std::size_t op_end = end;
    if (text(end - 1) == ")") {
      const std::size_t open = opening_of_last(at, end);
      if (open > at) {
        op_end = open;
      }
    }
    made.value = {at, op_end};
    made.word = joined(made.value);
    const auto word = find_word(operator_words, made.word);
    if (word != operator_words.end() && !word->available) {
      report(not_available_yet, made.where, {"'reduce=" + made.word + "'"});
      return false;
    }
    if (!is_callable_text(made.value)) {
      report_unknown_operator(made);
      return false;
    }
    return op_end == end || parse_items("reduce", made, op_end + 1, end - 1);
  }

  void report_unknown_operator(const clause& made) {
    for (const operator_word& word : operator_words) {
      if (!word.symbol.empty() && word.symbol == made.word) {
        report_unknown(unknown_operator, made.value, {made.word}, word.name);
        return;
      }
    }
    report_unknown(unknown_operator, made.value, {made.word}, {});
  }

  /// A name, perhaps qualified or with template arguments, or a lambda expression.
  bool is_callable_text(token_range range) const {
    if (range.empty()) {
      return false;
    }
    const std::string_view first = text(range.first);
    return is_identifier(range.first) || first == "[" ||
           (first == "::" && is_identifier(range.first + 1));
  }

  std::size_t opening_of_last(std::size_t at, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = end; i > at; --i) {
      if (closes(text(i - 1))) {
        ++depth;
      } else if (opens(text(i - 1)) && --depth == 0) {
        return i - 1;
      }
    }
    return at;
  }

  bool parse_schedule(clause& made, std::size_t at, std::size_t end) {
    made.word = text(at);
    if (std::find(schedule_words.begin(), schedule_words.end(), made.word) ==
        schedule_words.end()) {
      const auto near = nearest_spelling(made.word, schedule_words);
      report(malformed_clause, {at, at + 1},
             {"'" + made.word + "' is no schedule; there are static, dynamic and guided"},
             near.empty() ? std::nullopt : std::optional<std::string>(near));
      return false;
    }
    if (at + 1 == end) {
      return true;
    }
    if (text(at + 1) != "(" || closing(at + 1, end) + 1 != end || at + 2 == end - 1) {
      malformed({at, end}, "the chunk of 'schedule' stands in parentheses, as in 'schedule=" +
                               made.word + "(4)'");
      return false;
    }
    made.value = {at + 2, end - 1};
    return true;
  }

  const std::vector<token>& tokens_;
  attribute_list result_;
};

} // namespace

const clause* attribute::find(clause_kind kind) const {
  const auto found =
      std::find_if(clauses.begin(), clauses.end(), [&](const clause& c) { return c.kind == kind; });
  return found == clauses.end() ? nullptr : &*found;
}

attribute_list parse_attribute_list(const std::vector<token>& tokens) {
  return parser(tokens).run();
}

bool is_named_operator(std::string_view word) {
  return find_word(operator_words, word) != operator_words.end();
}

} // namespace ptools::tool
