#include "invocation.hpp"

#include "link_additions.hpp"
#include "places.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ptools::driver {
namespace {

invocation run_of(const words& arguments, const words& compiler = {"g++"}) {
  invocation run;
  run.choice = choose_named(compiler);
  run.arguments = arguments;
  run.command = parse_command_line(arguments, true);
  return run;
}

bool has(const words& command, const std::string& word) {
  return std::find(command.begin(), command.end(), word) != command.end();
}

std::ptrdiff_t place_of(const words& command, const std::string& word) {
  return std::find(command.begin(), command.end(), word) - command.begin();
}

TEST(Invocation, LaunchersStandInFront) {
  EXPECT_EQ(run_of({"-v"}, {"ccache", "g++"}).program(), (words{"ccache", "g++"}));
  EXPECT_EQ(direct_command(run_of({"-v"}, {"ccache", "g++"})), (words{"ccache", "g++", "-v"}));
}

TEST(Invocation, QueriesAndOtherLanguagesGetNothingAdded) {
  for (const words& arguments :
       {words{"--version"}, words{"-print-search-dirs", "-v"}, words{"-c", "x.s", "-o", "x.o"},
        words{"-c", "x.cu"}, words{"-x", "c", "-c", "x.cpp"}}) {
    words expected{"g++"};
    append(expected, arguments);
    EXPECT_EQ(direct_command(run_of(arguments)), expected);
  }
}

TEST(Invocation, ACompilationSeesTheHeadersOfTheLibrary) {
  const words command = direct_command(run_of({"-c", "x.cpp"}));
  EXPECT_TRUE(has(command, include_directory()));
  EXPECT_FALSE(has(command, "-lptools"));
  EXPECT_FALSE(has(command, startup_archive()));
}

TEST(Invocation, ALinkHasTheStartBeforeAndTheRuntimeBehindTheUsersWords) {
  const words command = direct_command(run_of({"main.o", "-o", "x"}));
  EXPECT_LT(place_of(command, startup_archive()), place_of(command, "main.o"));
  EXPECT_LT(place_of(command, "main.o"), place_of(command, "-lptools"));
  EXPECT_TRUE(has(command, "-Wl,--wrap=main"));
}

TEST(Invocation, WhatIsNoProgramIsNotStartedByUs) {
  for (const char* option : {"-shared", "-r", "-static", "-nostdlib"})
    EXPECT_FALSE(has(direct_command(run_of({option, "x.o"})), "-Wl,--wrap=main")) << option;
  EXPECT_FALSE(has(direct_command(run_of({"x.hpp"})), "-lptools")) << "it is precompiled";
  EXPECT_TRUE(has(direct_command(run_of({"-shared", "x.o"})), "-lptools"));
  EXPECT_FALSE(has(direct_command(run_of({"-static", "x.o"})), "-lptools"));
}

TEST(Invocation, TheSerialProgramHasTheLibraryAndNoStart) {
  invocation run = run_of({"x.cpp"});
  run.own.off = true;
  const words command = direct_command(run);
  EXPECT_TRUE(has(command, "-Wno-attributes"));
  EXPECT_TRUE(has(command, "-lptools"));
  EXPECT_FALSE(has(command, "-Wl,--wrap=main"));
}

TEST(Invocation, CoverageOfAProgramBringsItsHook) {
  EXPECT_TRUE(has(direct_command(run_of({"--coverage", "x.o"})), "-Wl,-u,__gcov_dump"));
  EXPECT_FALSE(has(direct_command(run_of({"--coverage", "-c", "x.cpp"})), "-Wl,-u,__gcov_dump"));
}

TEST(Invocation, OptionsStandBeforeALoneDoubleDash) {
  const words command = direct_command(run_of({"-c", "--", "-x.cpp"}));
  EXPECT_LT(place_of(command, include_directory()), place_of(command, "--"));
  EXPECT_EQ(command.back(), "-x.cpp");
  EXPECT_EQ(command[command.size() - 2], "--");
}

// Nothing may come between an option and its value.
TEST(Invocation, ADoubleDashThatIsAValueStaysBesideItsOption) {
  for (const words& pair : {words{"-o", "--"}, words{"-Xlinker", "--"}}) {
    words arguments{"x.cpp"};
    append(arguments, pair);
    const words command = direct_command(run_of(arguments));
    EXPECT_EQ(command[static_cast<std::size_t>(place_of(command, pair[0])) + 1], "--");
    EXPECT_LT(place_of(command, "--"), place_of(command, "-lptools"));
  }
}

TEST(Invocation, EveryWordOfTheUserIsThereInOrder) {
  const words arguments{"-O2", "", "a b.cpp", "-L.", "-lx", "y.o", "-o", "it's", "-Wl,--as-needed"};
  const words command = direct_command(run_of(arguments));
  EXPECT_NE(std::search(command.begin(), command.end(), arguments.begin(), arguments.end()),
            command.end());
}

} // namespace
} // namespace ptools::driver
