#include "response_file.hpp"

#include "files.hpp"

#include <optional>
#include <string_view>

namespace ptools::driver {
namespace {

/// A file that names itself would never end, and one that names itself twice would double with each
/// step down. GCC gives up at as many files.
constexpr int deepest_nesting = 32;
constexpr int most_files = 2000;

words words_of(std::string_view text) {
  words result;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
      continue;
    }
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
      continue;
    }
    if (c == '"' || c == '\'') {
      quote = c;
      in_word = true;
      continue;
    }
    if (c != ' ' && (c < '\t' || c > '\r')) {
      word += c;
      in_word = true;
      continue;
    }
    if (in_word)
      result.push_back(std::move(word));
    word.clear();
    in_word = false;
  }
  if (in_word)
    result.push_back(std::move(word));
  return result;
}

void expand_into(words& result, const words& command, int depth, int& files_left) {
  for (const std::string& word : command) {
    std::optional<std::string> text;
    if (word.size() > 1 && word[0] == '@' && depth < deepest_nesting && files_left > 0)
      text = read_file(word.substr(1));
    if (!text) {
      result.push_back(word);
      continue;
    }
    --files_left;
    expand_into(result, words_of(*text), depth + 1, files_left);
  }
}

} // namespace

words expand_response_files(const words& command) {
  words result;
  int files_left = most_files;
  expand_into(result, command, 0, files_left);
  return result;
}

std::string response_file_text(const words& command) {
  std::string text;
  for (const std::string& word : command) {
    text += '"';
    for (const char c : word) {
      if (c == '"' || c == '\\')
        text += '\\';
      text += c;
    }
    text += "\"\n";
  }
  return text;
}

} // namespace ptools::driver
