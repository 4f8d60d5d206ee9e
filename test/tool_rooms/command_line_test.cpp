#include "command_line.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

command_line parse(const words& arguments, bool driver_is_cxx = true) {
  return parse_command_line(arguments, driver_is_cxx);
}

words input_names(const command_line& command) {
  words names;
  for (const std::size_t i : command.inputs)
    names.push_back(command.items[i].value);
  return names;
}

words all_text(const command_line& command) {
  words text;
  for (const item& each : command.items)
    append(text, each.text);
  return text;
}

const item& only(const command_line& command) {
  EXPECT_EQ(command.items.size(), 1U);
  return command.items.front();
}

TEST(CommandLine, NoWordIsLost) {
  const words odd{"-O2",         "-Idir",  "-I",        "dir",    "-o",       "a b",
                  "x.cpp",       "",       "-fno-such", "-",      "-Xlinker", "-c",
                  "-Wp,-MD,x.d", "-weird", "--",        "-y.cpp", "-o"};
  EXPECT_EQ(all_text(parse(odd)), odd);
}

TEST(CommandLine, ValuesAreNoInputs) {
  EXPECT_EQ(
      input_names(parse({"-o", "x.cpp", "-include", "y.cpp", "-MF", "z.cpp", "-aux-info", "w.cpp",
                         "-R", "v.cpp", "--include-directory-after", "u.cpp", "t.cpp"})),
      (words{"t.cpp"}));
}

TEST(CommandLine, AValueMayLookLikeAnOption) {
  const command_line command = parse({"-o", "-c", "x.cpp"});
  EXPECT_EQ(command.output, "-c");
  EXPECT_EQ(command.goes_to, stage::link);
  EXPECT_EQ(parse({"-Xlinker", "-shared", "x.o"}).shared, false);
}

TEST(CommandLine, JoinedAndSeparateMeanTheSame) {
  for (const words& arguments :
       {words{"-Idir"}, words{"-I", "dir"}, words{"--include-directory=dir"},
        words{"--include-directory", "dir"}}) {
    const command_line command = parse(arguments);
    EXPECT_EQ(only(command).meaning, role::include_dir);
    EXPECT_EQ(only(command).name, "-I");
    EXPECT_EQ(only(command).value, "dir");
  }
  EXPECT_EQ(parse({"--output="}).output, "");
}

TEST(CommandLine, AnOptionWithoutItsValueIsLeftToTheCompiler) {
  for (const char* word : {"-o", "-I", "-x", "--output", "-include"}) {
    const command_line command = parse({word});
    EXPECT_EQ(only(command).meaning, role::other) << word;
    EXPECT_EQ(only(command).text, words{word});
    EXPECT_FALSE(command.output);
  }
}

TEST(CommandLine, TheEarliestStageWins) {
  EXPECT_EQ(parse({"-c", "-E", "x.cpp"}).goes_to, stage::preprocess);
  EXPECT_EQ(parse({"-E", "-c", "x.cpp"}).goes_to, stage::preprocess);
  EXPECT_EQ(parse({"-S", "-fsyntax-only", "x.cpp"}).goes_to, stage::check);
  EXPECT_EQ(parse({"--compile", "x.cpp"}).goes_to, stage::object);
  EXPECT_EQ(parse({"-MM", "-c", "x.cpp"}).goes_to, stage::dependencies);
  EXPECT_EQ(parse({"x.cpp"}).goes_to, stage::link);
  EXPECT_EQ(parse({"-c"}).goes_to, stage::none);
  EXPECT_EQ(parse({}).goes_to, stage::none);
}

TEST(CommandLine, TheLastOutputWins) {
  EXPECT_EQ(parse({"-o", "a", "-ob"}).output, "b");
}

TEST(CommandLine, ALanguageHoldsForWhatFollows) {
  const command_line command =
      parse({"a.o", "-x", "c++", "b.txt", "-xc", "c.cpp", "-x", "none", "d.o"}, true);
  ASSERT_EQ(command.inputs.size(), 4U);
  const auto input = [&](std::size_t i) { return command.items[command.inputs[i]]; };
  EXPECT_EQ(input(0).kind, input_kind::linker);
  EXPECT_EQ(input(1).kind, input_kind::cxx_source);
  EXPECT_EQ(input(1).language, "c++");
  EXPECT_EQ(input(2).kind, input_kind::c_like);
  EXPECT_EQ(input(3).kind, input_kind::linker);
  EXPECT_EQ(input(3).language, "");
  EXPECT_EQ(command.count_sources(), 2U);
}

TEST(CommandLine, ADashAloneIsStandardInput) {
  const command_line command = parse({"-x", "c++", "-", "-E"});
  EXPECT_EQ(input_names(command), words{"-"});
  EXPECT_EQ(command.items[command.inputs[0]].kind, input_kind::cxx_source);
}

TEST(CommandLine, AfterTwoDashesEverythingIsInput) {
  const command_line command = parse({"-c", "--", "-x", "--", "-o"});
  EXPECT_EQ(input_names(command), (words{"-x", "--", "-o"}));
  EXPECT_EQ(command.end_of_options, 1U);
  EXPECT_FALSE(command.output);
}

TEST(CommandLine, TwoDashesThatAreAValueEndNothing) {
  const command_line command = parse({"-o", "--", "x.cpp", "-c"});
  EXPECT_FALSE(command.end_of_options);
  EXPECT_EQ(command.output, "--");
  EXPECT_EQ(command.goes_to, stage::object);
  EXPECT_EQ(parse({"-Xlinker", "--", "x.o", "--"}).end_of_options, 3U);
}

TEST(CommandLine, DependencyRequests) {
  const dependency_request request =
      parse({"-MMD", "-MP", "-MFx d.d", "-MT", "a b", "-MQ", "c", "x.cpp"}).dependencies;
  EXPECT_TRUE(request.wanted);
  EXPECT_TRUE(request.phony);
  EXPECT_FALSE(request.system_headers);
  EXPECT_FALSE(request.from_preprocessor);
  EXPECT_EQ(request.file, "x d.d");
  EXPECT_EQ(request.targets, (words{"-MT", "a b", "-MQ", "c"}));
  EXPECT_FALSE(parse({"-MF", "x.d", "x.cpp"}).dependencies.wanted);
}

TEST(CommandLine, DependencyRequestsThroughThePreprocessor) {
  const dependency_request request = parse({"-Wp,-MD,x.d,-MT,t,-MP", "x.cpp"}).dependencies;
  EXPECT_TRUE(request.wanted);
  EXPECT_TRUE(request.from_preprocessor);
  EXPECT_TRUE(request.system_headers);
  EXPECT_TRUE(request.phony);
  EXPECT_EQ(request.file, "x.d");
  EXPECT_EQ(request.targets, (words{"-MT", "t"}));
  // Cut off in the middle, it is the preprocessor's to complain about.
  EXPECT_FALSE(parse({"-Wp,-MD", "x.cpp"}).dependencies.wanted);
  EXPECT_TRUE(parse({"-Wp,-MMD,,-MT", "x.cpp"}).dependencies.targets.empty());
}

TEST(CommandLine, HeadersThroughXclangAreOneItem) {
  const command_line command = parse({"-Xclang", "-include-pch", "-Xclang", "x.pch"});
  EXPECT_EQ(only(command).meaning, role::pch);
  EXPECT_EQ(only(command).value, "x.pch");
  EXPECT_EQ(only(command).text.size(), 4U);
  // Cut off, or of another kind, it is four words or fewer that mean nothing here.
  EXPECT_EQ(all_text(parse({"-Xclang", "-include-pch", "-Xclang"})).size(), 3U);
  EXPECT_TRUE(parse({"-Xclang", "-foo", "-Xclang", "x.cpp"}).inputs.empty());
}

TEST(CommandLine, WhatTheLinkIsLike) {
  EXPECT_TRUE(parse({"-shared", "x.o"}).shared);
  EXPECT_TRUE(parse({"--shared", "x.o"}).shared);
  EXPECT_TRUE(parse({"-r", "x.o"}).relocatable);
  EXPECT_TRUE(parse({"-static-pie", "x.o"}).fully_static);
  EXPECT_FALSE(parse({"-static-libgcc", "x.o"}).fully_static);
  EXPECT_TRUE(parse({"-nostartfiles", "x.o"}).without_startup);
}

TEST(CommandLine, FlagsThatMatter) {
  EXPECT_TRUE(parse({"--coverage"}).coverage);
  EXPECT_TRUE(parse({"-fprofile-generate=dir"}).coverage);
  EXPECT_TRUE(parse({"-gsplit-dwarf"}).names_files_by_object);
  EXPECT_FALSE(parse({"-gsplit-dwarf"}).coverage);
  EXPECT_TRUE(parse({"-fmodules-ts"}).modules);
  EXPECT_FALSE(parse({"-fmodules-cache-path=x"}).modules);
  EXPECT_EQ(parse({"-fdiagnostics-color", "-fno-color-diagnostics"}).color, false);
  EXPECT_FALSE(parse({"-fdiagnostics-color=auto"}).color);
  EXPECT_TRUE(parse({"-Werror"}).warnings_as_errors);
  EXPECT_FALSE(parse({"-Werror=shadow"}).warnings_as_errors);
}

TEST(CommandLine, TheDriverDecidesAboutCFiles) {
  EXPECT_EQ(parse({"x.c"}, true).items[0].kind, input_kind::cxx_source);
  EXPECT_EQ(parse({"x.c"}, false).items[0].kind, input_kind::c_like);
}

} // namespace
} // namespace ptools::driver
