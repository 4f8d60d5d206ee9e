#include "words.hpp"

#include <algorithm>

namespace ptools::driver {

void append(words& to, const words& more) {
  to.insert(to.end(), more.begin(), more.end());
}

words split_at_space(std::string_view text) {
  words result;
  std::string word;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n') {
      word += c;
      continue;
    }
    if (!word.empty())
      result.push_back(std::move(word));
    word.clear();
  }
  if (!word.empty())
    result.push_back(std::move(word));
  return result;
}

std::string shell_quoted(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
      "_-+=./,:@%^";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos)
    return std::string(word);
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

std::string shell_line(const words& command) {
  std::string line;
  for (const std::string& word : command) {
    if (!line.empty())
      line += ' ';
    line += shell_quoted(word);
  }
  return line;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

} // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t furthest = 3;
  std::string_view best;
  std::size_t best_distance = furthest + 1;
  for (const std::string_view candidate : known) {
    // A word may be cut short as well as misspelt.
    const std::size_t distance = std::min(
        edit_distance(word, candidate), edit_distance(word, candidate.substr(0, word.size())) + 1);
    if (distance >= best_distance)
      continue;
    best_distance = distance;
    best = candidate;
  }
  return std::string(best);
}

} // namespace ptools::driver
