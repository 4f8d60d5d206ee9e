#include "compiler_choice.hpp"

#include "scratch_directory.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

TEST(CompilerChoice, NamesOfCxxDrivers) {
  for (const char* name : {"g++", "/usr/bin/c++", "clang++-19", "x86_64-linux-gnu-g++-12",
                           "g++-12.2", "dir-gcc/clang++"})
    EXPECT_TRUE(is_cxx_driver(name)) << name;
  for (const char* name : {"gcc", "clang-19", "cc", "c++/gcc", "g++/", ""})
    EXPECT_FALSE(is_cxx_driver(name)) << name;
}

TEST(CompilerChoice, ACompilerInFrontOfItsArguments) {
  EXPECT_EQ(length_of_compiler_command({"g++", "-c", "x.cpp"}), 1U);
  EXPECT_EQ(length_of_compiler_command({"ccache", "g++", "-c", "x.cpp"}), 2U);
  EXPECT_EQ(length_of_compiler_command({"ccache", "debug=true", "g++", "x.cpp"}), 3U);
  EXPECT_EQ(length_of_compiler_command({"distcc", "ccache", "clang++-19", "x.cpp"}), 3U);
}

TEST(CompilerChoice, ArgumentsWithoutACompiler) {
  for (const words& arguments :
       {words{}, words{""}, words{"-c", "g++"}, words{"x.cpp"}, words{"@g++"}, words{"g++.o"},
        words{"no_such_program_anywhere", "x.cpp"}})
    EXPECT_EQ(length_of_compiler_command(arguments), 0U);
}

TEST(CompilerChoice, SourcesNamedLikeCompilersAreSources) {
  EXPECT_EQ(length_of_compiler_command({"g++", "gcc.cpp"}), 1U);
  EXPECT_EQ(length_of_compiler_command({"ccache", "a=b.cpp"}), 1U);
}

TEST(CompilerChoice, AWrapperOfTheUsersInFrontOfTheCompiler) {
  const scratch_directory scratch;
  const std::string wrapper = scratch.write("my wrapper", "#!/bin/sh\n");
  std::filesystem::permissions(wrapper, std::filesystem::perms::owner_all);
  EXPECT_EQ(length_of_compiler_command({wrapper, "g++", "x.cpp"}), 2U);
  EXPECT_EQ(length_of_compiler_command({wrapper, "x.cpp"}), 1U);
}

TEST(CompilerChoice, TheLastWordOfANamedCommandIsTheCompiler) {
  const compiler_choice choice = choose_named({"ccache", "debug=true", "g++"});
  EXPECT_EQ(choice.launchers, (words{"ccache", "debug=true"}));
  EXPECT_EQ(choice.compiler, words{"g++"});
}

} // namespace
} // namespace ptools::driver
