#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The annotation language: what stands between `[[` and `]]`. Needs no Clang, so that it can be
// tested and fuzzed by itself.
namespace ptools::tool {

enum class token_kind { identifier, number, string, punctuator };

/// A token of an attribute list. A problem or clause refers to tokens by their position in the
/// list.
struct token {
  token_kind kind;
  std::string text;
};

/// Positions [first, last) in the list of tokens.
struct token_range {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const { return first == last; }
};

enum class clause_kind {
  reduce,
  identity,
  schedule,
  collapse,
  private_,
  firstprivate,
  per_worker,
  shared,
  on,
  workers,
  if_,
  backend,
  map,
  out,
  globals,
  nowait,
  retry,
  idempotent,
  progress
};

/// One element of a list: the whole text, and the value behind `=` if there is one.
struct list_item {
  token_range text;
  token_range value;
};

struct clause {
  clause_kind kind;
  token_range where;
  /// The operator of `reduce`, the word of `schedule` and `backend`, else empty.
  std::string word;
  /// The single value: `workers=N`, `if=COND`, the label of `progress`, the callable of `reduce`,
  /// the chunk of `schedule`.
  token_range value;
  std::vector<list_item> items;
};

struct attribute {
  std::string name;
  token_range where;
  std::vector<clause> clauses;

  const clause* find(clause_kind kind) const;
};

/// Numbers are those of diagnostics.def.
struct problem {
  int number;
  token_range where;
  std::vector<std::string> arguments;
  /// What the tokens `where` should read, if that is safe to say.
  std::optional<std::string> replacement;
};

struct attribute_list {
  /// Only those of namespace ptools.
  std::vector<attribute> attributes;
  std::vector<problem> problems;
};

/// `tokens` is everything between `[[` and `]]`, without these. Attributes of other namespaces are
/// passed over. Never fails: what it does not understand becomes a problem.
attribute_list parse_attribute_list(const std::vector<token>& tokens);

/// Cuts plain text into tokens as a C++ preprocessor would; for tests and for text that Clang does
/// not lex.
std::vector<token> tokenize(std::string_view text);

/// The reduction operators that have names of their own.
bool is_named_operator(std::string_view word);

} // namespace ptools::tool
