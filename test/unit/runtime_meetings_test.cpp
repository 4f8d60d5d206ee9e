#include "loops/meetings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <vector>

using namespace ptools::loops;
using ptools::generated::index_limits;
using ptools::generated::number;
using ptools::generated::start_of;
using ptools::generated::subscript_apart;

namespace {

std::optional<std::int64_t> one(std::int64_t difference, std::int64_t growth, std::int64_t step,
                                std::uint64_t count) {
  const subscript_apart s{number(difference), number(growth), number(growth)};
  return iterations_apart(&s, 1, {0, step, count});
}

index_limits limits(int low, int high) {
  return index_limits{}.at_least(number(low)).at_most(number(high));
}

subscript_apart apart(int difference, int growth, int other_growth) {
  return {number(difference), number(growth), number(other_growth)};
}

} // namespace

TEST(Meetings, the_distance_must_be_that_of_two_iterations) {
  EXPECT_EQ(one(-3, 1, 1, 100), -3);
  EXPECT_EQ(one(3, 1, 1, 4), 3);
  EXPECT_FALSE(one(3, 1, 1, 3));   // no two are so far apart
  EXPECT_FALSE(one(0, 1, 1, 100)); // the same one
  EXPECT_EQ(one(6, 1, 3, 100), 2);
  EXPECT_EQ(one(6, 1, -3, 100), -2);
  EXPECT_FALSE(one(5, 1, 3, 100)); // between two
  EXPECT_EQ(one(-10, 5, 1, 100), -2);
  EXPECT_FALSE(one(-11, 5, 1, 100));
  EXPECT_FALSE(one(1, 0, 1, 100)); // the index does not lead there
  EXPECT_FALSE(one(0, 0, 1, 100));
}

TEST(Meetings, every_dimension_must_agree) {
  const subscript_apart row_above[] = {apart(-1, 1, 1), apart(0, 0, 0)};
  EXPECT_EQ(iterations_apart(row_above, 2, {0, 1, 10}), -1);
  const subscript_apart beside[] = {apart(-1, 1, 1), apart(1, 0, 0)};
  EXPECT_FALSE(iterations_apart(beside, 2, {0, 1, 10}));
  const subscript_apart diagonal[] = {apart(-1, 1, 1), apart(-2, 2, 2)};
  EXPECT_EQ(iterations_apart(diagonal, 2, {0, 1, 10}), -1);
  const subscript_apart crooked[] = {apart(-1, 1, 1), apart(-1, 2, 2)};
  EXPECT_FALSE(iterations_apart(crooked, 2, {0, 1, 10}));
}

TEST(Meetings, subscripts_that_grow_differently) {
  const subscript_apart every_second = apart(0, 1, 2); // a[i] = a[2 * i]
  EXPECT_TRUE(iterations_apart(&every_second, 1, {0, 1, 3}));
  EXPECT_FALSE(iterations_apart(&every_second, 1, {0, 1, 2}));
  EXPECT_FALSE(iterations_apart(&every_second, 1, {50, 1, 50})); // 50 to 99, and from 100 on
  EXPECT_EQ(iterations_apart(&every_second, 1, {50, 1, 51}), 50);
  const subscript_apart to_even = apart(1, 2, 2); // a[2 * i] = a[2 * i + 1]
  EXPECT_FALSE(iterations_apart(&to_even, 1, {0, 1, 1000}));
  const subscript_apart one_place = apart(7, 1, 0); // a[i] = a[7]
  EXPECT_TRUE(iterations_apart(&one_place, 1, {0, 1, 8}));
  EXPECT_FALSE(iterations_apart(&one_place, 1, {0, 1, 7}));
  EXPECT_FALSE(iterations_apart(&one_place, 1, {8, 1, 100}));
}

TEST(Meetings, rows_of_elements) {
  const auto overlap_add = [](int hop, int length) { // sum[i * hop + k], k < length
    subscript_apart s = apart(0, hop, hop);
    s.written_count = s.other_count = number(length);
    return iterations_apart(&s, 1, {0, 1, 10});
  };
  EXPECT_TRUE(overlap_add(4, 5));
  EXPECT_TRUE(overlap_add(-4, 8));
  EXPECT_FALSE(overlap_add(4, 4));
  EXPECT_FALSE(overlap_add(-4, 4));
  EXPECT_FALSE(overlap_add(4, 0));
  EXPECT_FALSE(overlap_add(4, -7));
  EXPECT_TRUE(overlap_add(0, 2));
  subscript_apart window = apart(0, 1, 1); // a[i] = a[i + k], k < 3
  window.other_count = 3;
  EXPECT_EQ(iterations_apart(&window, 1, {0, 1, 10}), 1);
  window.other_count = 1;
  EXPECT_FALSE(iterations_apart(&window, 1, {0, 1, 10}));
  window.written_count = std::uint64_t{1} << 62;
  EXPECT_FALSE(iterations_apart(&window, 1, {0, 1, 10})); // absurd
}

/// Against going through all pairs of iterations and elements.
TEST(Meetings, rows_as_counted_by_hand) {
  std::mt19937 random(11);
  const auto any = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  int meetings = 0;
  for (int round = 0; round < 20000; ++round) {
    const int first = any(-5, 5), step = any(1, 3) * (any(0, 1) == 0 ? 1 : -1), count = any(0, 9);
    const int growth = any(-6, 6), difference = any(-20, 20);
    const int written = any(0, 6), other = any(0, 6);
    const index_limits reads_in = any(0, 1) == 0 ? limits(any(-9, 9), any(-9, 20)) : index_limits{};
    subscript_apart s = apart(difference, growth, growth);
    s.written_count = number(written);
    s.other_count = number(other);
    std::set<int> distances;
    for (int reads = 0; reads < count; ++reads) {
      const int from = difference + growth * (first + step * reads);
      const bool reads_there =
          first + step * reads >= reads_in.low && first + step * reads <= reads_in.high;
      for (int writes = 0; reads_there && writes < count; ++writes) {
        const int begin = growth * (first + step * writes);
        if (writes != reads && written > 0 && other > 0 && begin < from + other &&
            from < begin + written) {
          distances.insert(writes - reads);
        }
      }
    }
    if (written == 1 && other == 1) {
      continue; // single elements
    }
    const auto found = iterations_apart(&s, 1, {first, step, static_cast<std::uint64_t>(count)},
                                        reads_in, index_limits{});
    meetings += found.has_value();
    EXPECT_EQ(found.has_value(), !distances.empty()) << round;
    EXPECT_TRUE(!found || distances.count(static_cast<int>(*found)) == 1) << round;
  }
  EXPECT_GT(meetings, 1000);
}

TEST(Meetings, extreme_numbers) {
  EXPECT_FALSE(one(INT64_MIN, -1, 1, UINT64_MAX));
  EXPECT_FALSE(one(INT64_MAX, 1, INT64_MIN, UINT64_MAX));
  EXPECT_EQ(one(std::int64_t{1} << 60, 1, 1, UINT64_MAX), std::int64_t{1} << 60);
  const std::int64_t large = (std::int64_t{1} << 60) - 1;
  const subscript_apart s[] = {{number(large), number(large), number(large - 1)},
                               {number(-large), number(large - 2), number(large)}};
  for (const std::int64_t first : {std::int64_t{0}, large, -large}) {
    EXPECT_FALSE(iterations_apart(s, 2, {first, 1, UINT64_MAX}));
    static_cast<void>(iterations_apart(s, 1, {first, -1, UINT64_MAX}));
  }
}

/// Against going through all pairs of iterations.
TEST(Meetings, as_counted_by_hand) {
  std::mt19937 random(7);
  const auto any = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  int meetings = 0;
  for (int round = 0; round < 40000; ++round) {
    const std::size_t dimensions = static_cast<std::size_t>(any(1, 2));
    const int first = any(-5, 5), step = any(1, 4) * (any(0, 1) == 0 ? 1 : -1), count = any(0, 12);
    const bool limited = any(0, 1) == 0;
    const index_limits reads_in = limited ? limits(any(-9, 9), any(-9, 20)) : index_limits{};
    const index_limits writes_in = limited ? limits(any(-9, 9), any(-9, 20)) : index_limits{};
    const auto within = [&](int iteration, const index_limits& of) {
      const int index = first + step * iteration;
      return index >= of.low && index <= of.high;
    };
    std::vector<subscript_apart> each;
    std::vector<std::array<int, 3>> numbers;
    for (std::size_t d = 0; d < dimensions; ++d) {
      numbers.push_back({any(-30, 30), any(-4, 4), any(-4, 4)});
      each.push_back(apart(numbers[d][0], numbers[d][1], numbers[d][2]));
    }
    const auto meet = [&](int writes, int reads) {
      return std::all_of(numbers.begin(), numbers.end(), [&](const std::array<int, 3>& n) {
        return n[1] * (first + step * writes) == n[0] + n[2] * (first + step * reads);
      });
    };
    std::set<int> distances;
    bool always = true;
    for (int reads = 0; reads < count; ++reads) {
      for (int writes = 0; writes < count; ++writes) {
        if (reads != writes && within(reads, reads_in) && within(writes, writes_in) &&
            meet(writes, reads)) {
          distances.insert(writes - reads);
        }
      }
    }
    for (const auto& n : numbers) {
      always = always && n[0] == 0 && n[1] == 0 && n[2] == 0;
    }
    const auto found =
        iterations_apart(each.data(), dimensions, {first, step, static_cast<std::uint64_t>(count)},
                         reads_in, writes_in);
    if (always) {
      continue; // no subscript with the index in it
    }
    meetings += found.has_value();
    EXPECT_EQ(found.has_value(), !distances.empty()) << round;
    EXPECT_TRUE(!found || distances.count(static_cast<int>(*found)) == 1) << round;
  }
  EXPECT_GT(meetings, 1000);
}

TEST(Meetings, how_far_two_arrays_lie_apart) {
  double cells[10] = {};
  const double* const third = cells + 3;
  const double* const none = nullptr;
  EXPECT_EQ(elements_apart(start_of(third), start_of(cells)), 3);
  EXPECT_EQ(elements_apart(start_of(cells), start_of(third)), -3);
  EXPECT_EQ(elements_apart(start_of(cells), start_of(cells)), 0);
  EXPECT_FALSE(elements_apart(start_of(none), start_of(cells)));
  EXPECT_FALSE(elements_apart(start_of(5), start_of(5)));
  const auto* const bytes = reinterpret_cast<const char*>(cells);
  EXPECT_FALSE(elements_apart(start_of(bytes), start_of(cells)));
  const auto* const between = reinterpret_cast<const double*>(bytes + 4);
  EXPECT_FALSE(elements_apart(start_of(between), start_of(cells)));
}
