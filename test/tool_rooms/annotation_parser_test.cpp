#include "annotation_parser.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ptools::tool {
namespace {

attribute_list parse(const std::string& text) {
  return parse_attribute_list(tokenize(text));
}

const attribute& only(const attribute_list& list) {
  EXPECT_TRUE(list.problems.empty());
  EXPECT_EQ(list.attributes.size(), 1U);
  return list.attributes.front();
}

int problem_of(const std::string& text) {
  const attribute_list list = parse(text);
  return list.problems.empty() ? 0 : list.problems.front().number;
}

TEST(AnnotationParser, PassesOverOtherAttributes) {
  EXPECT_TRUE(parse("likely, gnu::cold, deprecated(\"ptools::x\")").attributes.empty());
  EXPECT_EQ(only(parse("likely, ptools::parallel, gnu::hot")).name, "parallel");
}

TEST(AnnotationParser, UsingGivesTheNamespace) {
  EXPECT_EQ(only(parse("using ptools: parallel(reduce=plus)")).clauses.size(), 1U);
  EXPECT_TRUE(parse("using gnu: cold, hot").problems.empty());
}

TEST(AnnotationParser, ReadsReductions) {
  const attribute_list list =
      parse("ptools::parallel(reduce=plus(a, this->b), reduce = my::op<int>{}(c), reduce=max)");
  const auto& clauses = only(list).clauses;
  ASSERT_EQ(clauses.size(), 3U);
  EXPECT_EQ(clauses[0].word, "plus");
  EXPECT_EQ(clauses[0].items.size(), 2U);
  EXPECT_EQ(clauses[1].items.size(), 1U);
  EXPECT_EQ(clauses[2].word, "max");
  EXPECT_TRUE(clauses[2].items.empty());
}

TEST(AnnotationParser, AnExpressionEndsAtTheFirstCommaOutsideBrackets) {
  const attribute_list list = parse("ptools::parallel(if=f(a, b[c, d]) && e, workers=n)");
  const auto& clauses = only(list).clauses;
  ASSERT_EQ(clauses.size(), 2U);
  EXPECT_EQ(clauses[0].kind, clause_kind::if_);
  EXPECT_EQ(clauses[0].value.last - clauses[0].value.first, 13U);
}

TEST(AnnotationParser, ReadsSchedules) {
  const attribute_list list = parse("ptools::parallel(schedule=guided(n / 4), progress=\"x\")");
  EXPECT_EQ(only(list).clauses[0].word, "guided");
  EXPECT_EQ(only(list).clauses[0].value.last - only(list).clauses[0].value.first, 3U);
  EXPECT_TRUE(only(parse("ptools::parallel(schedule=static)")).clauses[0].value.empty());
}

TEST(AnnotationParser, SaysWhatIsWrong) {
  EXPECT_EQ(problem_of("ptools::paralel"), 2);
  EXPECT_EQ(problem_of("ptools::parallel(reduction=plus)"), 3);
  EXPECT_EQ(problem_of("ptools::parallel(reduce)"), 4);
  EXPECT_EQ(problem_of("ptools::parallel(reduce=plus())"), 4);
  EXPECT_EQ(problem_of("ptools::parallel(schedule=dynamic())"), 4);
  EXPECT_EQ(problem_of("ptools::parallel(,)"), 4);
  EXPECT_EQ(problem_of("ptools::parallel(workers=1, workers=2)"), 5);
  EXPECT_EQ(problem_of("ptools::spawn"), 6);
  EXPECT_EQ(problem_of("ptools::parallel(collapse=2)"), 6);
  EXPECT_EQ(problem_of("ptools::parallel(reduce=plus(q[0:n]))"), 6);
  EXPECT_EQ(problem_of("ptools::parallel(backend=fork)"), 6);
  EXPECT_EQ(problem_of("ptools::parallel(reduce=+)"), 8);
}

TEST(AnnotationParser, OffersTheNearestSpelling) {
  EXPECT_EQ(parse("ptools::paralel").problems[0].replacement, "parallel");
  EXPECT_EQ(parse("ptools::parallel(reduce=+(s))").problems[0].replacement, "plus");
  EXPECT_EQ(parse("ptools::parallel(reduce=&&)").problems[0].replacement, "logical_and");
  EXPECT_EQ(parse("ptools::parallel(shedule=static)").problems[0].replacement, "schedule");
  EXPECT_FALSE(parse("ptools::parallel(frobnicate)").problems[0].replacement.has_value());
}

/// Any sequence of words gives a result whose ranges lie inside the list.
TEST(AnnotationParser, SurvivesAnything) {
  const char* const words[] = {
      "ptools", "::",    "parallel", "(",    ")",        "[",        "]",      "{",        "}",
      ",",      "=",     "reduce",   "plus", "identity", "schedule", "static", "progress", "\"x\"",
      "+",      "using", ":",        "q",    "0",        "if",       "shared", "->",       "<"};
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string text = round % 2 == 0 ? "ptools::parallel(" : "";
    for (unsigned length = random() % 12; length > 0; --length) {
      text += words[random() % std::size(words)];
      text += ' ';
    }
    const std::vector<token> tokens = tokenize(text);
    const attribute_list list = parse_attribute_list(tokens);
    for (const problem& p : list.problems) {
      ASSERT_LE(p.where.first, p.where.last) << text;
      ASSERT_LE(p.where.last, tokens.size()) << text;
    }
    for (const attribute& a : list.attributes) {
      for (const clause& c : a.clauses) {
        ASSERT_LE(c.value.last, tokens.size()) << text;
      }
    }
  }
}

} // namespace
} // namespace ptools::tool
