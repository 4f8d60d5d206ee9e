#include "loops/leaves.hpp"
#include "loops/pace.hpp"

#include <gtest/gtest.h>

using namespace ptools::loops;

TEST(Leaves, an_empty_range_has_none) {
  EXPECT_EQ(leaf_count(0, 0), 0u);
  EXPECT_EQ(leaf_count(0, 3), 0u);
}

TEST(Leaves, short_ranges_of_heavy_bodies_have_one_iteration_each) {
  EXPECT_EQ(leaf_count(7, 0), 7u);
  EXPECT_EQ(leaf_count(most_heavy_leaves, 0), most_heavy_leaves);
  EXPECT_EQ(leaf_count(UINT64_MAX, 0), most_heavy_leaves);
}

TEST(Leaves, cheap_bodies_have_few) {
  EXPECT_EQ(leaf_count(1, 1), 1u);
  EXPECT_EQ(leaf_count(least_cheap_leaf * 2 - 1, 1), 1u);
  EXPECT_EQ(leaf_count(least_cheap_leaf * 2, 1), 2u);
  EXPECT_EQ(leaf_count(UINT64_MAX, 1), most_cheap_leaves);
}

TEST(Leaves, cover_the_range_without_gaps_and_differ_by_at_most_one) {
  for (const std::uint64_t n : {1ull, 5ull, 1000ull, 1025ull, 4097ull, 0xffffffffffffffffull}) {
    for (const std::uint32_t cost : {0u, 1u}) {
      const std::uint64_t leaves = leaf_count(n, cost);
      EXPECT_EQ(leaf_begin(0, leaves, n), 0u);
      EXPECT_EQ(leaf_begin(leaves, leaves, n), n);
      std::uint64_t least = UINT64_MAX;
      std::uint64_t most = 0;
      for (std::uint64_t k = 0; k < leaves; ++k) {
        const std::uint64_t size = leaf_begin(k + 1, leaves, n) - leaf_begin(k, leaves, n);
        least = std::min(least, size);
        most = std::max(most, size);
      }
      EXPECT_GE(least, 1u);
      EXPECT_LE(most - least, 1u);
    }
  }
}

TEST(Leaves, a_claim_takes_whole_leaves_and_at_least_one) {
  EXPECT_EQ(leaves_per_claim(0, 100, 1000), 1u);
  EXPECT_EQ(leaves_per_claim(10, 100, 1000), 1u);
  EXPECT_EQ(leaves_per_claim(25, 100, 1000), 2u);
  EXPECT_EQ(leaves_per_claim(UINT64_MAX, 100, 1000), 100u);
}

TEST(Pace, leaves_of_a_fraction_of_a_microsecond_go_together) {
  pace speed;
  std::uint64_t calls = 0;
  for (std::uint64_t left = 1000; left > 0; ++calls) {
    const std::uint64_t n = speed.leaves(left);
    speed.took(n, n * 20);
    left -= n;
  }
  EXPECT_LE(calls, 12u);
}

TEST(Pace, long_leaves_stay_single) {
  pace speed;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(speed.leaves(1000), 1u);
    speed.took(1, pace::enough_ns);
  }
}

TEST(Pace, leaves_that_become_long_are_separated_again) {
  pace speed;
  for (int i = 0; i < 4; ++i) {
    speed.took(speed.leaves(1000), 100);
  }
  EXPECT_EQ(speed.leaves(1000), 16u);
  for (int i = 0; i < 4; ++i) {
    speed.took(speed.leaves(1000), 10 * pace::enough_ns);
  }
  EXPECT_EQ(speed.leaves(1000), 1u);
}

TEST(Pace, never_takes_more_than_there_are) {
  pace speed;
  speed.took(1, 1);
  EXPECT_EQ(speed.leaves(1), 1u);
}
