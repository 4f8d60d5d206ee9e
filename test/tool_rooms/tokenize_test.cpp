#include "annotation_parser.hpp"

#include <gtest/gtest.h>

namespace ptools::tool {
namespace {

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> result;
  for (const token& each : tokenize(text))
    result.push_back(each.text);
  return result;
}

using list = std::vector<std::string>;

TEST(Tokenize, TheLongestPunctuatorWins) {
  EXPECT_EQ(texts("a<=>b"), (list{"a", "<=>", "b"}));
  EXPECT_EQ(texts("a<<=1"), (list{"a", "<<=", "1"}));
  EXPECT_EQ(texts("p->*q"), (list{"p", "->*", "q"}));
  EXPECT_EQ(texts("a:::b"), (list{"a", "::", ":", "b"}));
  EXPECT_EQ(texts("a+++b"), (list{"a", "++", "+", "b"}));
}

TEST(Tokenize, Numbers) {
  EXPECT_EQ(texts("1'000+0x1p-3+1e+5f-2"), (list{"1'000", "+", "0x1p-3", "+", "1e+5f", "-", "2"}));
  EXPECT_EQ(tokenize("1'000").front().kind, token_kind::number);
}

TEST(Tokenize, LiteralsHideWhatIsInThem) {
  EXPECT_EQ(texts("\"a,)\\\"b\", ')'"), (list{"\"a,)\\\"b\"", ",", "')'"}));
  EXPECT_EQ(tokenize("\"x\"").front().kind, token_kind::string);
  EXPECT_EQ(tokenize("'x'").front().kind, token_kind::number);
}

TEST(Tokenize, LiteralsThatNobodyClosesEndWithTheText) {
  EXPECT_EQ(texts("a \"b"), (list{"a", "\"b"}));
  EXPECT_EQ(texts("'"), (list{"'"}));
  EXPECT_EQ(texts("\"a\\"), (list{"\"a\\"}));
}

TEST(Tokenize, NoCharacterButSpaceIsLost) {
  std::string all;
  for (int c = 1; c < 256; ++c)
    if (c != '"' && c != '\'')
      all += static_cast<char>(c);
  std::string joined;
  for (const std::string& each : texts(all))
    joined += each;
  std::string expected;
  for (const char c : all)
    if (c != ' ' && (c < '\t' || c > '\r'))
      expected += c;
  EXPECT_EQ(joined, expected);
}

TEST(Tokenize, NothingIsMadeOfSpace) {
  EXPECT_TRUE(texts(" \t\r\n\v\f").empty());
  EXPECT_TRUE(texts("").empty());
}

} // namespace
} // namespace ptools::tool
