#include "compiler_options.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

std::string_view joined_name(std::string_view word) {
  const option_with_value* found = find_joined_option(word);
  return found == nullptr ? std::string_view() : found->name;
}

TEST(CompilerOptions, ValuesOfTheNextWord) {
  ASSERT_NE(find_option_with_value("-include-pch"), nullptr);
  EXPECT_EQ(find_option_with_value("-include-pch")->meaning, role::pch);
  EXPECT_EQ(find_option_with_value("-I")->meaning, role::include_dir);
  EXPECT_EQ(find_option_with_value("-iquote")->meaning, role::quote_dir);
  EXPECT_EQ(find_option_with_value("-Ix"), nullptr);
  EXPECT_EQ(find_option_with_value("-"), nullptr);
  EXPECT_EQ(find_option_with_value(""), nullptr);
}

// The value of one that is not in the table would be compiled or linked as a file.
TEST(CompilerOptions, WhatGccAndClangReadWithTheNextWordIsKnown) {
  for (const char* name : {"--assert",
                           "--dump",
                           "--param",
                           "-D",
                           "-U",
                           "-F",
                           "-L",
                           "-MF",
                           "-MQ",
                           "-MT",
                           "-R",
                           "-Xassembler",
                           "-Xlinker",
                           "-Xpreprocessor",
                           "-aux-info",
                           "-dumpbase",
                           "-dumpbase-ext",
                           "-dumpdir",
                           "-e",
                           "-idirafter",
                           "-imacros",
                           "-imultilib",
                           "-include",
                           "-iprefix",
                           "-iquote",
                           "-isysroot",
                           "-isystem",
                           "-iwithprefix",
                           "-iwithprefixbefore",
                           "-l",
                           "-o",
                           "-specs",
                           "-u",
                           "-wrapper",
                           "-x",
                           "-z",
                           "--sysroot",
                           "-Xclang",
                           "-mllvm",
                           "-target",
                           "-Xarch_host",
                           "-working-directory",
                           "-resource-dir",
                           "--serialize-diagnostics",
                           "-ivfsoverlay"})
    EXPECT_NE(find_option_with_value(name), nullptr) << name;
  for (const char* name : {"--define-macro", "--imacros", "--include", "--include-directory",
                           "--include-directory-after", "--include-prefix", "--include-with-prefix",
                           "--include-with-prefix-after", "--include-with-prefix-before",
                           "--output", "--undefine-macro", "--language", "--library-directory"}) {
    const long_option* found = find_long_option(name);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_NE(find_option_with_value(found->means), nullptr) << name;
  }
}

TEST(CompilerOptions, JoinedValues) {
  EXPECT_EQ(joined_name("-Idir"), "-I");
  EXPECT_EQ(joined_name("-I-"), "-I");
  EXPECT_EQ(joined_name("-ofile"), "-o");
  EXPECT_EQ(joined_name("-xc++"), "-x");
  EXPECT_EQ(joined_name("-DX=1"), "-D");
  EXPECT_EQ(joined_name("-I"), "") << "there is nothing joined to it";
}

TEST(CompilerOptions, TheLongestNameWins) {
  EXPECT_EQ(joined_name("-isystem-afterdir"), "-isystem-after");
  EXPECT_EQ(joined_name("-isystemdir"), "-isystem");
  EXPECT_EQ(joined_name("-MFx"), "-MF");
  EXPECT_EQ(joined_name("-iwithprefixbeforex"), "-iwithprefixbefore");
  EXPECT_EQ(joined_name("-include-pchx"), "") << "not -include of a file '-pchx'";
}

TEST(CompilerOptions, WhatOnlyBeginsLikeAnOptionIsNone) {
  EXPECT_EQ(joined_name("-entry"), "") << "-e takes its value as a word";
  EXPECT_EQ(joined_name("-Rpass=inline"), "") << "a remark of clang's, and no -R";
  EXPECT_EQ(joined_name("-Wall"), "");
  EXPECT_EQ(joined_name("--param=x"), "");
}

TEST(CompilerOptions, LongSpellings) {
  ASSERT_NE(find_long_option("--include-directory"), nullptr);
  EXPECT_EQ(find_long_option("--include-directory")->means, "-I");
  EXPECT_EQ(find_long_option("--include-directory-after")->means, "-idirafter");
  EXPECT_EQ(find_long_option("--includ"), nullptr);
  EXPECT_EQ(find_long_option("--output=x"), nullptr);
}

TEST(CompilerOptions, RolesOfFlags) {
  EXPECT_EQ(role_of_flag("-c"), role::stage);
  EXPECT_EQ(role_of_flag("-MMD"), role::dependency);
  EXPECT_EQ(role_of_flag("-shared"), role::linker);
  EXPECT_EQ(role_of_flag("-Wl,-z,now"), role::linker);
  EXPECT_EQ(role_of_flag("-fuse-ld=lld"), role::linker);
  EXPECT_EQ(role_of_flag("-Wlogical-op"), role::other);
  EXPECT_EQ(role_of_flag("-C"), role::other);
  EXPECT_EQ(role_of_flag("-static-analyzer"), role::other);
}

} // namespace
} // namespace ptools::driver
