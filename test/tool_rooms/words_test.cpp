#include "words.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ptools::driver {
namespace {

/// What a POSIX shell makes of a line without variables, by the letter of its quoting rules.
words read_as_shell(std::string_view line) {
  words result;
  std::string word;
  bool in_word = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\'') {
      in_word = true;
      for (++i; line[i] != '\''; ++i)
        word += line[i];
    } else if (line[i] == '\\') {
      in_word = true;
      word += line[++i];
    } else if (line[i] == ' ') {
      if (in_word)
        result.push_back(word);
      word.clear();
      in_word = false;
    } else {
      // Everything else that means something to a shell must have been quoted.
      EXPECT_EQ(std::string_view("\"$`&|;<>()*?[]#~!{}\n\t").find(line[i]), std::string_view::npos)
          << line;
      in_word = true;
      word += line[i];
    }
  }
  if (in_word)
    result.push_back(word);
  return result;
}

TEST(Words, SplitAtAnyRunOfSpace) {
  EXPECT_EQ(split_at_space("  ccache\tg++ \n -m64 "), (words{"ccache", "g++", "-m64"}));
  EXPECT_TRUE(split_at_space("").empty());
  EXPECT_TRUE(split_at_space(" \t\n").empty());
}

TEST(Words, PlainWordsNeedNoQuotes) {
  EXPECT_EQ(shell_quoted("-Wl,-rpath=/usr/lib:/x@1_2+3%"), "-Wl,-rpath=/usr/lib:/x@1_2+3%");
  EXPECT_EQ(shell_quoted("a b"), "'a b'");
  EXPECT_EQ(shell_quoted("it's"), "'it'\\''s'");
}

TEST(Words, TheEmptyWordIsNotLost) {
  EXPECT_EQ(shell_line({"cc", "", "x"}), "cc '' x");
}

TEST(Words, AShellReadsTheSameWordsBack) {
  const words odd{"'",     "''",  "a'b\"c", "\\", "\\'",         "-D'X=\"1\"'", "$HOME",
                  "`id`",  "*",   "a\nb",   "\t", "#x",          "~",           "!x",
                  "{a,b}", "x;y", "",       "&&", "na\xc3\xafve"};
  EXPECT_EQ(read_as_shell(shell_line(odd)), odd);
}

TEST(Words, AShellReadsRandomWordsBack) {
  std::mt19937 random(5);
  constexpr std::string_view letters = "a '\"\\$\n;*";
  for (int round = 0; round < 500; ++round) {
    words some(1 + random() % 4);
    for (std::string& word : some)
      for (std::size_t n = random() % 6; n > 0; --n)
        word += letters[random() % letters.size()];
    ASSERT_EQ(read_as_shell(shell_line(some)), some);
  }
}

TEST(Words, NearestIsASlipOfTheKeyboardAtMost) {
  const std::vector<std::string_view> known{"--ptools-off", "--ptools-check", "--ptools-verbose"};
  EXPECT_EQ(nearest_word("--ptools-of", known), "--ptools-off");
  EXPECT_EQ(nearest_word("--ptools-chekc", known), "--ptools-check");
  EXPECT_EQ(nearest_word("--ptools-verb", known), "--ptools-verbose");
  EXPECT_EQ(nearest_word("--ptools-qqqqqqq", known), "");
  EXPECT_EQ(nearest_word("x", {}), "");
}

TEST(Words, OfEquallyNearWordsTheFirstIsMeant) {
  EXPECT_EQ(nearest_word("ax", {"ab", "ac"}), "ab");
}

} // namespace
} // namespace ptools::driver
