#include "scan_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ptools::driver {
namespace {

bool annotated(std::string_view text) {
  return scan_text(text).may_be_annotated;
}

TEST(ScanText, FindsAnAnnotation) {
  EXPECT_TRUE(annotated("[[ptools::parallel]] for (;;) {}"));
  EXPECT_TRUE(annotated("[[likely, ptools::parallel]]"));
  EXPECT_TRUE(annotated("[[using ptools: parallel]]"));
  EXPECT_TRUE(annotated("a[b[[] { [[ptools::parallel]] for (;;) {} }]]"));
}

TEST(ScanText, TheLibraryIsNoAnnotation) {
  EXPECT_FALSE(
      annotated("#include <ptools/ptools.hpp>\nnamespace p = ptools;\n"
                "using namespace ptools;\nint n = ptools::myid() + f(ptools::nworkers(), "
                "ptools::future<int>());\n[[nodiscard]] ptools::future<int> f(int ptools);"));
  EXPECT_FALSE(annotated("a[b[0]] = ptools::myid();"));
  EXPECT_FALSE(annotated("[[nodiscard]] ptools::future<int> f();"));
}

TEST(ScanText, CommentsAndLiteralsHoldNone) {
  EXPECT_FALSE(annotated("// [[ptools::parallel]]"));
  EXPECT_FALSE(annotated("// a \\\n[[ptools::parallel]]")) << "the comment goes on";
  EXPECT_FALSE(annotated("/* [[ptools::parallel]]"));
  EXPECT_FALSE(annotated("/* \" */ \"[[ptools::parallel]] \\\" [[ptools::parallel]]\""));
  EXPECT_FALSE(annotated("auto c = u8'['; auto s = L\"[[ptools::parallel]]\";"));
  EXPECT_FALSE(annotated("int n = 0x1'000'; [[ptools::parallel]] '"));
  EXPECT_FALSE(annotated("\"/*\" \"[[ptools::parallel]]\" \"*/\""));
}

TEST(ScanText, CommentsAndLiteralsHideNothingBehindThem) {
  EXPECT_TRUE(annotated("/* // */ [[ptools::parallel]]"));
  EXPECT_TRUE(annotated("// /*\n[[ptools::parallel]]"));
  EXPECT_TRUE(annotated("\"\\\\\" [[ptools::parallel]] \"\""));
  EXPECT_TRUE(annotated("'\"' ; [[ptools::parallel]] '\"'"));
  EXPECT_TRUE(annotated("\"//\" [[ptools::parallel]]"));
  EXPECT_TRUE(annotated("/*/ */ [[ptools::parallel]] /* */"));
  EXPECT_TRUE(annotated("int n = 0x1'000; [[ptools::parallel]] ' '"));
}

TEST(ScanText, CommentsSeparateNothing) {
  EXPECT_TRUE(annotated("[/* ] */[ // ]]\n ptools /* */ :: parallel]]"));
}

TEST(ScanText, Digraphs) {
  EXPECT_TRUE(annotated("<:<:ptools::parallel:>:>"));
  EXPECT_TRUE(annotated("[<:ptools::parallel]:>"));
  EXPECT_TRUE(annotated("%:define P <:<:ptools::parallel:>:>\nP for (;;) {}"));
  EXPECT_FALSE(annotated("a<b<:0:>:> ptools::x"));
}

TEST(ScanText, SplicedLines) {
  EXPECT_TRUE(annotated("[\\\n[pto\\\nols::parallel]]"));
  EXPECT_TRUE(annotated("[\\\r\n[pto\\\r\nols::parallel]]"));
  EXPECT_TRUE(annotated("[[pto\\\n\\\nols::parallel]]")) << "two in a row";
  EXPECT_TRUE(annotated("#define P [[ \\\n ptools::parallel]]"));
  EXPECT_TRUE(annotated("/\\\n/ comment\n[[ptools::parallel]]"));
  EXPECT_TRUE(annotated("\"a\\\n\" [[ptools::parallel]]"));
}

// GCC and Clang warn of them, and join the lines.
TEST(ScanText, SplicesWithBlanksBehindTheBackslash) {
  EXPECT_TRUE(annotated("#define P [[ \\ \nptools::parallel]]\nvoid f() { P for (;;) {} }"));
  EXPECT_TRUE(annotated("[[pto\\ \t\nols::parallel]]"));
  EXPECT_TRUE(annotated("\"a \\ \n\"; [[ptools::parallel]] for (;;) {} \"\""));
  EXPECT_FALSE(annotated("// a \\ \n[[ptools::parallel]]"));
  EXPECT_TRUE(annotated("'\\ ' ; [[ptools::parallel]]")) << "no line ends here";
}

TEST(ScanText, RawStrings) {
  EXPECT_FALSE(annotated("R\"([[ptools::parallel]])\""));
  EXPECT_FALSE(annotated("u8R\"x([[ptools::parallel]] )\" [[ptools::parallel]] )x\""));
  EXPECT_TRUE(annotated("LR\"(\" )\" [[ptools::parallel]]"));
  EXPECT_TRUE(annotated("R\"(\\)\" [[ptools::parallel]]")) << "a backslash means nothing there";
  EXPECT_TRUE(annotated("FOR\"(\" [[ptools::parallel]] R\")\"")) << "the name is not R";
  EXPECT_FALSE(annotated("R\"(never closed [[ptools::parallel]]"));
}

TEST(ScanText, ADelimiterThatCannotBeOneOpensNoRawString) {
  EXPECT_TRUE(annotated("#if 0\nthe letter R\"\n(\n#endif\n[[ptools::parallel]]"));
  EXPECT_TRUE(annotated("R\"12345678901234567(\" [[ptools::parallel]]"));
}

TEST(ScanText, ASpliceWithinTheEndOfARawStringIsNoEnd) {
  EXPECT_TRUE(annotated("R\"x(a)\\\nx\" b)x\"; [[ptools::parallel]] for (;;) {}"));
  EXPECT_TRUE(annotated("R\"x(a\\\n)x\"; [[ptools::parallel]] for (;;) {}"));
  EXPECT_TRUE(annotated("R\"x(a)x\"\\\n; [[ptools::parallel]] for (;;) {}"));
}

TEST(ScanText, InactiveTextCounts) {
  EXPECT_TRUE(annotated("#ifdef NO\n[[ptools::parallel]]\n#endif"));
  EXPECT_TRUE(annotated("#if 0\nit's\n#endif\n[[ptools::parallel]]"));
}

TEST(ScanText, DirectivesInTheMiddleOfAnAnnotation) {
  EXPECT_TRUE(annotated("[[\n#ifdef FAST\nptools::parallel\n#else\nlikely\n#endif\n]]"));
  EXPECT_TRUE(annotated("[\n#define X 1\n[ptools::parallel]]"));
  EXPECT_TRUE(annotated("[[\n#define X [[\n ptools::parallel]]"));
  EXPECT_TRUE(annotated("[[\n#include \"x\" // it's\n ptools::parallel]]"));
}

TEST(ScanText, AnIncludeHidesNothingBehindIt) {
  EXPECT_TRUE(annotated("#include \"x.hpp\" /* \n it's */ [[ptools::parallel]]"));
  EXPECT_FALSE(annotated("#include \"x.hpp\" /* \n [[ptools::parallel]] */"));
  EXPECT_FALSE(annotated("#include <it's/[[ptools>\n"));
}

TEST(ScanText, MacrosThatMayBecomeAnAnnotation) {
  EXPECT_TRUE(annotated("#define P [[ptools::parallel]]"));
  EXPECT_TRUE(annotated("#define N ptools"));
  EXPECT_TRUE(annotated("#define A(x) [[pto##x::parallel]]"));
  EXPECT_TRUE(annotated("#define A(x) [[pto%:%:x::parallel]]"));
  EXPECT_FALSE(annotated("#define A(x) [[x]]\n#define B(x, y) x##y"));
  EXPECT_FALSE(annotated("#define S \"ptools\" // ptools\n"));
  EXPECT_FALSE(annotated("#define ptools_version 1\n#ifdef ptools\n#endif"));
}

// What is given to a macro that puts brackets around it.
TEST(ScanText, ArgumentsThatMayBecomeAnAnnotation) {
  EXPECT_TRUE(annotated("A(ptools::parallel) for (;;) {}"));
  EXPECT_TRUE(annotated("A(likely, ptools :: parallel(reduce=plus))"));
  EXPECT_TRUE(annotated("A(ptools /* */ :: // \n parallel)"));
  EXPECT_TRUE(annotated("A(ptools\r\n::\r\nparallel)"));
  EXPECT_TRUE(annotated("A(using ptools: parallel)"));
  EXPECT_TRUE(annotated("A(ptools) for (;;) {}"));
  EXPECT_TRUE(annotated("A(x, ptools, parallel)"));
  EXPECT_TRUE(annotated("A(\n#if 1\nptools::parallel\n#endif\n)"));
  EXPECT_TRUE(annotated("A(ptools\n#undef Y\n::parallel)"));
  EXPECT_TRUE(annotated("A(ptools::\n%:undef Y\nparallel)"));
  EXPECT_TRUE(annotated("A(using ptools\n#undef Y\n: parallel)"));
}

TEST(ScanText, NamesThatOnlyContainOurs) {
  EXPECT_FALSE(annotated("[[ptools2::parallel]]"));
  EXPECT_FALSE(annotated("[[my_ptools::parallel, ptools_::parallel]]"));
  EXPECT_FALSE(annotated("[[\xc3\xafptools::parallel]]"));
}

TEST(ScanText, Includes) {
  const text_scan scan =
      scan_text("#include \"a b.hpp\"\n %: include_next <c>\n#/**/import/**/\"d\"\n"
                "#include E // x\n#include \"open\n#include <open\n#include\n"
                "x #include \"no\"\n\"\n#include \"f\"\n#inc\\\nlude <g/h.hpp>");
  ASSERT_EQ(scan.includes.size(), 6U);
  EXPECT_EQ(scan.includes[0].name, "a b.hpp");
  EXPECT_EQ(scan.includes[0].written, include_line::form::quoted);
  EXPECT_EQ(scan.includes[1].name, "c");
  EXPECT_TRUE(scan.includes[1].next);
  EXPECT_EQ(scan.includes[1].written, include_line::form::angled);
  EXPECT_EQ(scan.includes[2].name, "d");
  EXPECT_EQ(scan.includes[3].name, "E");
  EXPECT_EQ(scan.includes[3].written, include_line::form::computed);
  EXPECT_EQ(scan.includes[4].name, "f");
  EXPECT_EQ(scan.includes[5].name, "g/h.hpp");
}

TEST(ScanText, IncludesInCommentsAndRawStringsAreNone) {
  EXPECT_TRUE(scan_text("/*\n#include \"a\"\n*/ R\"(\n#include \"b\"\n)\"").includes.empty());
}

TEST(ScanText, MacrosThatNameFiles) {
  const text_scan scan = scan_text(
      "#define A \"a.hpp\"\n#define B <b.hpp>\n#define C A\n#define D 1\n#define F(x) <x>");
  ASSERT_EQ(scan.named_files.size(), 3U);
  EXPECT_EQ(scan.named_files[0].first, "A");
  EXPECT_EQ(scan.named_files[0].second.name, "a.hpp");
  EXPECT_EQ(scan.named_files[1].second.written, include_line::form::angled);
  EXPECT_EQ(scan.named_files[2].second.written, include_line::form::computed);
}

TEST(ScanText, DefinitionsOfTheCommandLine) {
  EXPECT_TRUE(definition_may_annotate("[[ptools::parallel]]"));
  EXPECT_TRUE(definition_may_annotate("ptools"));
  EXPECT_FALSE(definition_may_annotate("\"ptools\""));
  EXPECT_FALSE(definition_may_annotate("1"));
  EXPECT_FALSE(definition_may_annotate(""));
}

TEST(ScanText, EveryBeginningOfATextIsReadToItsEnd) {
  const std::string text =
      "#define A(x) [[x##y]] /* c */ // d\n#include \"e\"\nR\"f(g)f\" '\\'' 1'0 "
      "\"h\\\"\" [<:ptools :: /* */ parallel:>] A(ptools::\\\n spawn) %:%: \\ \n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    // On the heap and of that size, so that reading past it is seen.
    const std::string beginning = text.substr(0, size);
    scan_text(beginning);
    definition_may_annotate(beginning);
  }
  EXPECT_TRUE(annotated(text));
}

TEST(ScanText, NoOrderOfPiecesHidesAnAnnotationOnALineOfItsOwn) {
  constexpr std::string_view pieces[] = {"\"",         "'",  "\\",  "/*x*/", "//", "\n",
                                         "#define X ", "(",  "[[x", "<:",    "]",  "1'0",
                                         "\\\"",       "# ", "##",  ","};
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n)
      text += pieces[random() % std::size(pieces)];
    // Ends the line, whatever was begun there: even a splice ends at the second line's end.
    text += " \n\n[[ptools::parallel]] for (;;) {}";
    ASSERT_TRUE(annotated(text)) << text;
  }
}

} // namespace
} // namespace ptools::driver
