#include "loops/changed_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace ptools::loops;

namespace {

std::vector<byte_run> changed_runs(const std::vector<std::byte>& now,
                                   const std::vector<std::byte>& before, std::size_t base = 0) {
  std::vector<byte_run> runs;
  add_changed_runs(now.data(), before.data(), now.size(), base, runs);
  return runs;
}

} // namespace

namespace ptools::process {
bool operator==(const byte_range& a, const byte_range& b) {
  return a.begin == b.begin && a.end == b.end;
}
} // namespace ptools::process

TEST(ChangedRuns, equal_memory_has_none) {
  const std::vector<std::byte> same(1000, std::byte{7});
  EXPECT_TRUE(changed_runs(same, same).empty());
}

TEST(ChangedRuns, one_byte_is_a_run_wherever_it_lies) {
  const std::vector<std::byte> before(200);
  for (std::size_t i = 0; i < before.size(); ++i) {
    std::vector<std::byte> now = before;
    now[i] = std::byte{1};
    EXPECT_EQ(changed_runs(now, before, 4096), (std::vector<byte_run>{{4096 + i, 4096 + i + 1}}));
  }
}

TEST(ChangedRuns, a_number_with_an_equal_byte_inside_is_one_run) {
  const std::vector<std::byte> before(64);
  std::vector<std::byte> now = before;
  now[8] = now[9] = now[12] = now[17] = std::byte{1};
  now[40] = std::byte{1};
  EXPECT_EQ(changed_runs(now, before), (std::vector<byte_run>{{8, 18}, {40, 41}}));
}

TEST(ChangedRuns, a_neighbour_eight_bytes_away_is_none_of_it) {
  const std::vector<std::byte> before(64);
  std::vector<std::byte> now = before;
  now[3] = now[3 + least_gap + 1] = std::byte{1};
  EXPECT_EQ(changed_runs(now, before),
            (std::vector<byte_run>{{3, 4}, {4 + least_gap, 5 + least_gap}}));
}

TEST(ChangedRuns, applied_to_what_was_they_make_what_is) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<std::byte> before(1 + random() % 700);
    std::generate(before.begin(), before.end(), [&] { return std::byte(random() % 3); });
    std::vector<std::byte> now = before;
    for (unsigned n = random() % 40; n > 0; --n) {
      now[random() % now.size()] = std::byte(random() % 256);
    }
    std::size_t last = 0;
    for (const byte_run& r : changed_runs(now, before)) {
      EXPECT_LT(r.begin, r.end);
      EXPECT_GE(r.begin, last);
      EXPECT_NE(now[r.begin], before[r.begin]);
      EXPECT_NE(now[r.end - 1], before[r.end - 1]);
      std::copy(now.begin() + r.begin, now.begin() + r.end, before.begin() + r.begin);
      last = r.end;
    }
    EXPECT_EQ(now, before);
  }
}

TEST(ChangedRuns, what_is_spared_is_cut_out) {
  const std::vector<byte_run> runs{{0, 10}, {20, 30}, {40, 50}, {60, 61}};
  const std::vector<byte_run> spared{{5, 8}, {7, 9}, {18, 35}, {45, 100}};
  EXPECT_EQ(without(runs, spared), (std::vector<byte_run>{{0, 5}, {9, 10}, {40, 45}}));
  EXPECT_EQ(without(runs, std::vector<byte_run>()), runs);
  EXPECT_TRUE(without(std::vector<byte_run>(), spared).empty());
}

TEST(ChangedRuns, a_small_hole_inside_a_large_one_is_no_end_of_it) {
  EXPECT_EQ(
      without(std::vector<byte_run>{{0, 10}, {50, 60}}, std::vector<byte_run>{{0, 100}, {2, 3}}),
      std::vector<byte_run>());
  EXPECT_EQ(without(std::vector<byte_run>{{50, 60}, {70, 200}},
                    std::vector<byte_run>{{0, 100}, {2, 3}, {150, 151}}),
            (std::vector<byte_run>{{100, 150}, {151, 200}}));
}
