#include "prescan.hpp"

#include "places.hpp"
#include "scratch_directory.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace ptools::driver {
namespace {

constexpr const char* annotation = "inline void f() { [[ptools::parallel]] for (;;) {} }\n";

class Prescan : public testing::Test {
protected:
  void SetUp() override { unsetenv("CPATH"); }
  void TearDown() override { unsetenv("CPATH"); }

  std::optional<std::string> look(const words& options, const std::string& source) {
    return find_annotations(parse_command_line(options, true), source);
  }

  scratch_directory scratch;
};

TEST_F(Prescan, NamesTheFileThatMayBeAnnotated) {
  const std::string header = scratch.write("dir/h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "#include \"dir/h.hpp\"\n");
  EXPECT_EQ(look({}, source), header);
  EXPECT_EQ(look({}, header), header);
  EXPECT_EQ(look({}, scratch.write("clean.cpp", "int clean;\n")), std::nullopt);
  EXPECT_EQ(look({}, scratch.path("missing.cpp")), std::nullopt);
}

TEST_F(Prescan, QuotedNamesAreSearchedWhereTheIncludingFileIsFirst) {
  scratch.write("a/h.hpp", "int clean;\n");
  scratch.write("b/h.hpp", annotation);
  const std::string source = scratch.write("a/x.cpp", "#include \"h.hpp\"\n");
  EXPECT_EQ(look({"-I" + scratch.path("b")}, source), std::nullopt);
  const std::string elsewhere = scratch.write("c/x.cpp", "#include \"h.hpp\"\n");
  EXPECT_EQ(look({"-I" + scratch.path("b")}, elsewhere), scratch.path("b/h.hpp"));
  EXPECT_EQ(look({"-iquote", scratch.path("a"), "-I" + scratch.path("b")}, elsewhere),
            std::nullopt);
}

TEST_F(Prescan, AngledNamesAreSearchedInIncludeDirectoriesOnly) {
  scratch.write("h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "#include <h.hpp>\n");
  EXPECT_EQ(look({}, source), std::nullopt);
  EXPECT_EQ(look({"-iquote", scratch.path("")}, source), std::nullopt);
  EXPECT_NE(look({"-I", scratch.path("")}, source), std::nullopt);
}

TEST_F(Prescan, SystemDirectoriesAreNotSearchedWhateverTheyAreCalled) {
  scratch.write("d/h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "#include <h.hpp>\n");
  EXPECT_EQ(look({"-I" + scratch.path("d"), "-isystem", scratch.path("d/../d")}, source),
            std::nullopt);
  EXPECT_EQ(
      look({"-I" + include_directory()}, scratch.write("y.cpp", "#include <ptools/ptools.hpp>\n")),
      std::nullopt);
}

TEST_F(Prescan, CpathIsSearchedLikeIncludeDirectories) {
  const std::string header = scratch.write("d/h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "#include <h.hpp>\n");
  setenv("CPATH", ("/no/such::" + scratch.path("d")).c_str(), 1);
  EXPECT_EQ(look({}, source), header);
  setenv("CPATH", "", 1);
  EXPECT_EQ(look({}, source), std::nullopt);
}

TEST_F(Prescan, IncludeNextIsLookedForEverywhere) {
  scratch.write("a/h.hpp", "#include_next <h.hpp>\n");
  const std::string second = scratch.write("b/h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "#include <h.hpp>\n");
  EXPECT_EQ(look({"-I" + scratch.path("a"), "-I" + scratch.path("b")}, source), second);
}

TEST_F(Prescan, FilesThatIncludeEachOtherEnd) {
  scratch.write("a.hpp", "#include \"b.hpp\"\n#include \"./a.hpp\"\n");
  scratch.write("b.hpp", "#include \"a.hpp\"\n");
  EXPECT_EQ(look({}, scratch.write("x.cpp", "#include \"a.hpp\"\n#include \"x.cpp\"\n")),
            std::nullopt);
}

TEST_F(Prescan, ADirectoryIsNoHeader) {
  scratch.write("h.hpp/inner", annotation);
  EXPECT_EQ(look({}, scratch.write("x.cpp", "#include \"h.hpp\"\n#include \"\"\n")), std::nullopt);
}

TEST_F(Prescan, ComputedIncludesAreFollowedThroughMacros) {
  const std::string header = scratch.write("h.hpp", annotation);
  scratch.write("clean.hpp", "int clean;\n");
  EXPECT_EQ(look({}, scratch.write("a.cpp", "#define A \"h.hpp\"\n#define B A\n#include B\n")),
            header);
  EXPECT_EQ(look({}, scratch.write("b.cpp", "#define A \"clean.hpp\"\n#include A\n")),
            std::nullopt);
  EXPECT_EQ(look({"-DH=\"h.hpp\""}, scratch.write("c.cpp", "#include H\n")), header);
}

TEST_F(Prescan, AComputedIncludeThatCannotBeFollowedMayLeadAnywhere) {
  const std::string source = scratch.write("x.cpp", "#include NAME(h)\n");
  EXPECT_EQ(look({}, source), source);
  // Definitions that lead in a circle are left alone after a few steps.
  EXPECT_EQ(look({}, scratch.write("y.cpp", "#define A B\n#define B A\n#include A\n")),
            std::nullopt);
}

TEST_F(Prescan, ForcedIncludes) {
  const std::string header = scratch.write("d/h.hpp", annotation);
  const std::string source = scratch.write("x.cpp", "int x;\n");
  EXPECT_EQ(look({"-include", header}, source), header);
  EXPECT_EQ(look({"-include", "h.hpp", "-I" + scratch.path("d")}, source), header);
  EXPECT_EQ(look({"-Xclang", "-include", "-Xclang", header}, source), header);
  EXPECT_EQ(look({"-imacros", header}, source), header);
}

TEST_F(Prescan, MacrosOfTheCommandLine) {
  const std::string source = scratch.write("x.cpp", "void f() { PAR for (;;) {} }\n");
  EXPECT_EQ(look({"-DPAR=[[ptools::parallel]]"}, source), "-DPAR=[[ptools::parallel]]");
  EXPECT_EQ(look({"--define-macro=N=ptools"}, source), "-DN=ptools");
  EXPECT_EQ(look({"-DPAR", "-DPTOOLS=1", "-D", "X=\"ptools\"", "-UPAR"}, source), std::nullopt);
}

TEST_F(Prescan, TextThatIsInNoFile) {
  const command_line none = parse_command_line({}, true);
  EXPECT_EQ(find_annotations(none, "-", std::string("int x;")), std::nullopt);
  EXPECT_EQ(find_annotations(none, "-", std::string(annotation)), "-");
}

} // namespace
} // namespace ptools::driver
