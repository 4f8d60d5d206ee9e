#include "depfile.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

/// The repair of a rule whose main file was rewritten from x.cpp.
depfile_repair repair_of_x() {
  depfile_repair repair;
  repair.generated = "x.o.pt/x.cpp";
  repair.source = "x.cpp";
  return repair;
}

/// What make reads from `escaped` as one prerequisite, by the rules in its manual.
std::string read_by_make(std::string_view escaped) {
  std::string name;
  for (std::size_t i = 0; i < escaped.size();) {
    std::size_t backslashes = 0;
    while (i < escaped.size() && escaped[i] == '\\') {
      ++backslashes;
      ++i;
    }
    const bool special = i < escaped.size() && (escaped[i] == ' ' || escaped[i] == '#');
    name.append(special ? backslashes / 2 : backslashes, '\\');
    if (i == escaped.size())
      break;
    EXPECT_TRUE(!special || backslashes % 2 == 1) << "the name ends here: " << escaped;
    if (escaped.substr(i, 2) == "$$")
      ++i;
    else
      EXPECT_NE(escaped[i], '$') << escaped;
    name += escaped[i++];
  }
  return name;
}

TEST(Depfile, TheSourceStandsForWhatWasCompiled) {
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp a.hpp\n", repair_of_x()), "x.o: x.cpp a.hpp\n");
}

TEST(Depfile, InlinedHeadersFollowTheSourceOnce) {
  depfile_repair repair = repair_of_x();
  repair.inlined = {"in.hpp", "./a.hpp"};
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp \\\n a.hpp in.hpp\n", repair),
            "x.o: x.cpp in.hpp a.hpp\n");
}

TEST(Depfile, RulesOfHeadersForMissingFiles) {
  depfile_repair repair = repair_of_x();
  repair.inlined = {"in.hpp"};
  repair.phony = true;
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp a.hpp\n\na.hpp:\n", repair),
            "x.o: x.cpp in.hpp a.hpp\na.hpp:\nin.hpp:\n");
  repair.phony = false;
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp\n", repair), "x.o: x.cpp in.hpp\n");
}

TEST(Depfile, TheRuleOfWhatWasCompiledGoes) {
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp\nx.o.pt/x.cpp:\n", repair_of_x()), "x.o: x.cpp\n");
}

TEST(Depfile, TargetsStayAsTheyAre) {
  for (const char* targets : {"a\\ b.o", "c:/x.o", "a.o b.o", "$$x\\#.o", "a:b.o", "a\\:b.o"}) {
    const std::string rule = targets;
    EXPECT_EQ(repaired_depfile(rule + ": x.o.pt/x.cpp\n", repair_of_x()), rule + ": x.cpp\n");
  }
}

TEST(Depfile, NamesWithBlanksAndSignsOfMake) {
  depfile_repair repair;
  repair.generated = "o pt/a #b$.cpp";
  repair.source = "a #b$.cpp";
  repair.inlined = {"t\tab.hpp", "back\\ slash.hpp", "per%cent.hpp"};
  EXPECT_EQ(repaired_depfile("x.o: o\\ pt/a\\ \\#b$$.cpp dir\\\\name\n", repair),
            "x.o: a\\ \\#b$$.cpp t\\\tab.hpp back\\\\\\ slash.hpp per%cent.hpp dir\\\\name\n");
}

TEST(Depfile, WhatIsWrittenForMakeIsReadBackByIt) {
  for (const char* name : {"plain", "a b", "a  b", "a\\b", "a\\ b", "a\\\\ b", "#", "a#b", "$",
                           "$$", "$(x)", " ", "a\\", "it's", "\xc3\xaf"})
    EXPECT_EQ(read_by_make(escaped_for_make(name)), name);
}

TEST(Depfile, WhatIsWrittenForMakeIsReadBackHere) {
  for (const char* name :
       {"a b", "a\\b", "a\\ b", "a\\\\ b", "#", "$", "$(x)", "a\tb", "\xc3\xaf"}) {
    depfile_repair repair = repair_of_x();
    repair.generated = name;
    EXPECT_EQ(repaired_depfile("x.o: " + escaped_for_make(name) + "\n", repair), "x.o: x.cpp\n");
  }
}

TEST(Depfile, NamesAreSpelledAsCompilersSpellThem) {
  depfile_repair repair = repair_of_x();
  repair.source = "././x.cpp";
  repair.inlined = {".//in.hpp", "../up.hpp", ".hidden.hpp"};
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp\n", repair),
            "x.o: x.cpp in.hpp ../up.hpp .hidden.hpp\n");
}

// It would be a file at the root, which make cannot find and nothing makes.
TEST(Depfile, SlashesBehindADotDoNotMakeANameAbsolute) {
  depfile_repair repair = repair_of_x();
  repair.source = ".//x.cpp";
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp\n", repair), "x.o: x.cpp\n");
}

TEST(Depfile, TheDirectoryOfTheBuildIsTakenOffNames) {
  depfile_repair repair = repair_of_x();
  repair.absolute_prefix = "/home/u/";
  EXPECT_EQ(repaired_depfile("x.o: x.o.pt/x.cpp /home/u/a.hpp /home/user/b.hpp\n/home/u/a.hpp:\n",
                             repair),
            "x.o: x.cpp a.hpp /home/user/b.hpp\na.hpp:\n");
}

TEST(Depfile, LongRulesAreFolded) {
  std::string rule = "x.o:";
  for (int i = 0; i < 40; ++i)
    rule += " directory/header_" + std::to_string(i) + ".hpp";
  const std::string repaired = repaired_depfile(rule + "\n", repair_of_x());
  std::size_t column = 0;
  for (const char c : repaired) {
    column = c == '\n' ? 0 : column + 1;
    ASSERT_LE(column, 80U);
  }
  EXPECT_EQ(repaired_depfile(repaired, repair_of_x()), repaired) << "the folds are read again";
}

TEST(Depfile, TextsThatEndInTheMiddle) {
  const std::string text = "a\\ b.o c\\:d: x.o.pt/x.cpp \\\n e\\ f.hpp $$g \\\\#h\n\ni.hpp:\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string beginning = text.substr(0, size);
    const std::string repaired = repaired_depfile(beginning, repair_of_x());
    EXPECT_EQ(repaired.empty(), beginning.empty());
  }
}

} // namespace
} // namespace ptools::driver
