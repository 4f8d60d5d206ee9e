#include "own_options.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

/// What is said on standard error while `word` is refused.
std::string refusal(std::string_view word) {
  own_options options;
  testing::internal::CaptureStderr();
  const taken result = take_own_option(word, options);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(result, taken::misuse) << word;
  return said;
}

own_options after(const words& given) {
  own_options options;
  for (const std::string& word : given)
    EXPECT_EQ(take_own_option(word, options), taken::yes) << word;
  return options;
}

TEST(OwnOptions, EachDoesWhatItSays) {
  EXPECT_TRUE(after({"--ptools-off"}).off);
  EXPECT_TRUE(after({"--ptools-check"}).check);
  EXPECT_TRUE(after({"--ptools-verbose"}).verbose);
  EXPECT_TRUE(after({"--ptools-print-rewritten"}).print_rewritten);
  EXPECT_TRUE(after({"--ptools-help"}).help);
  EXPECT_TRUE(after({"-Rptools"}).remarks);
  EXPECT_EQ(after({"--ptools-explain=PT0001"}).explain, "PT0001");
}

TEST(OwnOptions, AValueIsAllThatFollowsTheFirstEqualsSign) {
  EXPECT_EQ(after({"--ptools-cxx=a=b c"}).cxx, "a=b c");
  EXPECT_EQ(after({"--ptools-save-temps=d=e/"}).save_directory, "d=e/");
}

TEST(OwnOptions, AnOptionalValue) {
  EXPECT_TRUE(after({"--ptools-save-temps"}).save_temps);
  EXPECT_EQ(after({"--ptools-save-temps"}).save_directory, "");
  EXPECT_EQ(after({"--ptools-save-temps=a", "--ptools-save-temps"}).save_directory, "");
}

TEST(OwnOptions, ValuesThatAreMissingOrTooMany) {
  EXPECT_NE(refusal("--ptools-off=").find("'--ptools-off' takes no value"), std::string::npos);
  EXPECT_NE(refusal("--ptools-cxx").find("'--ptools-cxx' needs a value"), std::string::npos);
  EXPECT_NE(refusal("--ptools-cxx=").find("'--ptools-cxx' needs a value"), std::string::npos);
  EXPECT_NE(refusal("--ptools-save-temps=").find("has an empty value"), std::string::npos);
}

TEST(OwnOptions, AnUnknownOneIsNamedWithTheNearest) {
  EXPECT_NE(
      refusal("--ptools-veborse").find("'--ptools-veborse'; did you mean '--ptools-verbose'?"),
      std::string::npos);
  EXPECT_NE(refusal("--ptools-zzzzzzzz=1").find("'--ptools-zzzzzzzz'; --ptools-help"),
            std::string::npos);
  EXPECT_NE(refusal("--showme:lnk").find("did you mean '--showme:link'?"), std::string::npos);
  EXPECT_NE(refusal("--showme=link").find("unknown option '--showme=link'"), std::string::npos);
}

TEST(OwnOptions, ARefusedWordChangesNothing) {
  own_options options;
  testing::internal::CaptureStderr();
  take_own_option("--ptools-off=1", options);
  testing::internal::GetCapturedStderr();
  EXPECT_FALSE(options.off);
}

TEST(OwnOptions, WhatIsTheCompilersIsLeft) {
  own_options options;
  for (const char* word : {"", "-", "--", "x.cpp", "--ptools", "ptools-off", "-ptools-off", "-W",
                           "-Wall", "-Wno-ptools", "-Rpass", "-Rptools2", "-shown", "-Werror",
                           "--show", "-Wl,--ptools-off", "@--ptools-off"})
    EXPECT_EQ(take_own_option(word, options), taken::no) << word;
}

TEST(OwnOptions, WarningGroupsGoOffAndOn) {
  EXPECT_EQ(after({"-Wno-ptools-a", "-Wno-ptools-b"}).disabled_warnings, (words{"a", "b"}));
  EXPECT_EQ(
      after({"-Wno-ptools-a", "-Wno-ptools-b", "-Wno-ptools-a", "-Wptools-a"}).disabled_warnings,
      words{"b"});
  EXPECT_TRUE(after({"-Werror=ptools-a"}).warnings_as_errors);
}

TEST(OwnOptions, TheLastThingToShowIsShown) {
  EXPECT_EQ(after({"-show"}).what_to_show, show::everything);
  EXPECT_EQ(after({"--showme:link", "--showme:libs"}).what_to_show, show::libs);
}

TEST(OwnOptions, OffWinsOverCheck) {
  EXPECT_EQ(kind_of(after({"--ptools-check", "--ptools-off"})), program_kind::serial);
  EXPECT_EQ(kind_of(after({"--ptools-check"})), program_kind::checked);
  EXPECT_EQ(kind_of({}), program_kind::parallel);
}

TEST(OwnOptions, TheHelpNamesWhatThereIs) {
  for (const char* word : {"--ptools-cxx=", "--ptools-check", "--ptools-off", "--ptools-help",
                           "--ptools-print-rewritten", "--ptools-save-temps", "--ptools-explain=",
                           "--ptools-verbose", "-Rptools", "-Wno-ptools-", "--showme"})
    EXPECT_NE(help_text().find(word), std::string_view::npos) << word;
}

} // namespace
} // namespace ptools::driver
