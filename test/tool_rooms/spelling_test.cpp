#include "spelling.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ptools::tool {
namespace {

constexpr std::array<std::string_view, 4> known{"parallel", "plus", "min", "max"};

TEST(Spelling, FindsWhatWasMeant) {
  EXPECT_EQ(nearest_spelling("paralel", known), "parallel");
  EXPECT_EQ(nearest_spelling("prallle", known), "parallel");
  EXPECT_EQ(nearest_spelling("plsu", known), "plus");
  EXPECT_EQ(nearest_spelling("mx", known), "max");
}

TEST(Spelling, SaysNothingAboutWhatIsFarOff) {
  EXPECT_EQ(nearest_spelling("reduce", known), "");
  EXPECT_EQ(nearest_spelling("xyz", known), "");
  EXPECT_EQ(nearest_spelling("plus", {}), "");
}

TEST(Spelling, NoCandidateIsMadeOfNothing) {
  EXPECT_EQ(nearest_spelling("", known), "");
  EXPECT_EQ(nearest_spelling("q", std::array<std::string_view, 1>{"x"}), "");
}

} // namespace
} // namespace ptools::tool
