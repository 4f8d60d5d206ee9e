#include "input_kinds.hpp"

#include <gtest/gtest.h>

namespace ptools::driver {
namespace {

using enum input_kind;

input_kind by_name(std::string_view path, bool driver_is_cxx = true) {
  return kind_of_input(path, {}, driver_is_cxx);
}

TEST(InputKinds, ByExtension) {
  for (const char* name : {"x.cpp", "x.cc", "x.cxx", "x.c++", "x.cp", "x.C", "x.CPP"})
    EXPECT_EQ(by_name(name, false), cxx_source) << name;
  EXPECT_EQ(by_name("x.cppm"), cxx_module);
  EXPECT_EQ(by_name("x.hpp"), cxx_header);
  EXPECT_EQ(by_name("x.ii"), preprocessed);
  EXPECT_EQ(by_name("x.S"), other_source);
  EXPECT_EQ(by_name("x.cu"), c_like);
  EXPECT_EQ(by_name("x.o"), linker);
}

TEST(InputKinds, TheCDriverReadsCFilesAsC) {
  EXPECT_EQ(by_name("x.c", true), cxx_source);
  EXPECT_EQ(by_name("x.c", false), c_like);
  EXPECT_EQ(by_name("x.h", true), cxx_header);
  EXPECT_EQ(by_name("x.h", false), other_header);
  EXPECT_EQ(by_name("x.i", true), preprocessed);
  EXPECT_EQ(by_name("x.i", false), other_source);
}

TEST(InputKinds, TheCaseOfAnExtensionCounts) {
  EXPECT_EQ(by_name("x.Cpp"), linker);
  EXPECT_EQ(by_name("x.c", false), c_like);
  EXPECT_EQ(by_name("x.C", false), cxx_source);
}

TEST(InputKinds, OnlyTheLastExtensionOfTheFileNameCounts) {
  EXPECT_EQ(by_name("dir.cpp/x"), linker);
  EXPECT_EQ(by_name("dir.o/x.cpp"), cxx_source);
  EXPECT_EQ(by_name("x.cpp.o"), linker);
  EXPECT_EQ(by_name("x.o.cpp"), cxx_source);
  EXPECT_EQ(by_name(".cpp"), linker);
  EXPECT_EQ(by_name("x."), linker);
  EXPECT_EQ(by_name("a b.cpp"), cxx_source);
  EXPECT_EQ(by_name(""), linker);
}

TEST(InputKinds, TheLanguageWinsOverTheExtension) {
  EXPECT_EQ(kind_of_input("x.o", "c++", false), cxx_source);
  EXPECT_EQ(kind_of_input("x.cpp", "c", true), c_like);
  EXPECT_EQ(kind_of_input("-", "c++", true), cxx_source);
  EXPECT_EQ(kind_of_input("x.cpp", "c++-header", true), cxx_header);
  EXPECT_EQ(kind_of_input("x.cpp", "c++-cpp-output", true), preprocessed);
  EXPECT_EQ(kind_of_input("x.cpp", "c++-module", true), cxx_module);
}

TEST(InputKinds, ALanguageThatIsNotKnownIsLeftToTheCompiler) {
  EXPECT_EQ(kind_of_input("x.cpp", "assembler-with-cpp", true), other_source);
  EXPECT_EQ(kind_of_input("x.cpp", "C++", true), other_source);
}

TEST(InputKinds, LooksLikeInput) {
  EXPECT_TRUE(looks_like_input("x.cpp"));
  EXPECT_TRUE(looks_like_input("lib/libm.so.6"));
  EXPECT_TRUE(looks_like_input("libx.a"));
  EXPECT_FALSE(looks_like_input("g++-12"));
  EXPECT_FALSE(looks_like_input("x.so.d/g++"));
  EXPECT_FALSE(looks_like_input("clang++-19.1"));
}

} // namespace
} // namespace ptools::driver
