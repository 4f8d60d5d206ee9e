#include "response_file.hpp"

#include "scratch_directory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace ptools::driver {
namespace {

/// What a command of one response file with this text becomes.
words expanded(std::string_view text) {
  const scratch_directory scratch;
  return expand_response_files({"@" + scratch.write("words", text)});
}

TEST(ResponseFile, SpaceOfEveryKindSeparates) {
  EXPECT_EQ(expanded(" -c\tx.cpp\r\n-o\v x.o\f\n"), (words{"-c", "x.cpp", "-o", "x.o"}));
  EXPECT_TRUE(expanded("").empty());
  EXPECT_TRUE(expanded(" \n\t\r\n").empty());
}

TEST(ResponseFile, QuotesGroupAndJoinWhatStandsBeside) {
  EXPECT_EQ(expanded("'a b' \"c  d\" -D'X=1 2'3"), (words{"a b", "c  d", "-DX=1 23"}));
  EXPECT_EQ(expanded("\"it's\" 'a \"b\"'"), (words{"it's", "a \"b\""}));
}

TEST(ResponseFile, EmptyQuotesAreAWord) {
  EXPECT_EQ(expanded("-D \"\" '' x"), (words{"-D", "", "", "x"}));
}

TEST(ResponseFile, ABackslashTakesTheNextCharacterAlsoInQuotes) {
  EXPECT_EQ(expanded("a\\ b \\\"c \\\\ 'd\\'e' \"f\\\"g\\\\\""),
            (words{"a b", "\"c", "\\", "d'e", "f\"g\\"}));
  EXPECT_EQ(expanded("a\\\nb"), (words{"a\nb"}));
}

TEST(ResponseFile, AnEndInTheMiddleLosesNothing) {
  EXPECT_EQ(expanded("'open end"), (words{"open end"}));
  EXPECT_EQ(expanded("x \""), (words{"x", ""}));
  EXPECT_EQ(expanded("x\\"), (words{"x\\"}));
}

TEST(ResponseFile, BytesThatAreNoAsciiAreLetters) {
  EXPECT_EQ(expanded("na\xc3\xafve.cpp \xff\x80"), (words{"na\xc3\xafve.cpp", "\xff\x80"}));
}

TEST(ResponseFile, FilesNestWhereTheyStand) {
  const scratch_directory scratch;
  const std::string inner = scratch.write("in ner", "b 'c d'");
  const std::string outer = scratch.write("outer", "a \"@" + inner + "\" e");
  EXPECT_EQ(expand_response_files({"first", "@" + outer, "last"}),
            (words{"first", "a", "b", "c d", "e", "last"}));
}

TEST(ResponseFile, WhatIsNoFileStays) {
  const scratch_directory scratch;
  const words command{"@" + scratch.path("missing"), "@", "x@y", "@" + scratch.path("")};
  EXPECT_EQ(expand_response_files(command), command);
}

TEST(ResponseFile, AFileThatNamesItselfEnds) {
  const scratch_directory scratch;
  const std::string self = "@" + scratch.path("self");
  scratch.write("self", "x " + self);
  const words result = expand_response_files({self});
  ASSERT_GT(result.size(), 1U);
  EXPECT_LT(result.size(), 5000U);
  // The compiler behind is to see it, and to say so.
  EXPECT_EQ(result.back(), self);
}

TEST(ResponseFile, AFileThatNamesItselfTwiceEndsToo) {
  const scratch_directory scratch;
  const std::string self = "@" + scratch.path("self");
  scratch.write("self", self + " " + self);
  const words result = expand_response_files({self});
  EXPECT_LT(result.size(), 5000U);
  EXPECT_EQ(std::count(result.begin(), result.end(), self),
            static_cast<std::ptrdiff_t>(result.size()));
}

TEST(ResponseFile, ManyFilesSideBySideAreRead) {
  const scratch_directory scratch;
  words command;
  words expected;
  for (int i = 0; i < 100; ++i) {
    const std::string name = "n" + std::to_string(i);
    command.push_back("@" + scratch.write(name, name));
    expected.push_back(name);
  }
  EXPECT_EQ(expand_response_files(command), expected);
}

TEST(ResponseFile, TheTextThatIsWrittenIsReadBack) {
  const words odd{"a b", "",     "it's", "\"", "\\",      "\\\\\"", "a\nb", "\t ",
                  "'x'", "@x y", "-D",   "#",  "$(HOME)", "a\\b",   "\\",   "\xc3\xaf"};
  EXPECT_EQ(expanded(response_file_text(odd)), odd);
}

TEST(ResponseFile, RandomWordsAreReadBack) {
  const scratch_directory scratch;
  std::mt19937 random(7);
  constexpr std::string_view letters = "a b'\"\\\n\t";
  words some(300);
  for (std::string& word : some)
    for (std::size_t n = random() % 7; n > 0; --n)
      word += letters[random() % letters.size()];
  EXPECT_EQ(expand_response_files({"@" + scratch.write("words", response_file_text(some))}), some);
}

} // namespace
} // namespace ptools::driver
