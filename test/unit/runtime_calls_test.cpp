#include "remote/calls.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <vector>

namespace {

using ptools::remote::call_table;
using ptools::remote::waiting_call;

/// Open calls to a process. They are never sent, so nobody has to hear that they end.
struct call_of : waiting_call {
  explicit call_of(int id) : waiting_call(ptools::target(id)) { process = id; }
  ~call_of() { number = 0; }
};

} // namespace

TEST(CallTable, a_call_is_found_by_its_number_and_process) {
  call_table table;
  call_of a(2);
  call_of b(3);
  table.add(a);
  const auto first = a.number;
  table.add(b);
  const auto second = b.number;
  EXPECT_EQ(table.find(first, 2), &a);
  EXPECT_EQ(table.find(second, 3), &b);
  EXPECT_EQ(table.find(first, 3), nullptr) << "another process answers";
}

TEST(CallTable, numbers_are_neither_zero_nor_used_again) {
  call_table table;
  std::set<std::uint64_t> numbers{0};
  std::array<call_of, 5> calls{call_of(2), call_of(2), call_of(2), call_of(2), call_of(2)};
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::uint64_t> now;
    for (auto& c : calls) {
      table.add(c);
      now.push_back(c.number);
      EXPECT_TRUE(numbers.insert(now.back()).second);
    }
    for (const auto n : now) {
      table.remove(n);
      EXPECT_EQ(table.find(n, 2), nullptr);
    }
  }
}

TEST(CallTable, numbers_that_were_never_given_are_not_found) {
  call_table table;
  call_of a(2);
  table.add(a);
  const auto number = a.number;
  for (const std::uint64_t wrong : {std::uint64_t{0}, number + 1, number + (std::uint64_t{1} << 32),
                                    UINT64_MAX, std::uint64_t{1} << 32}) {
    if (wrong != number) {
      EXPECT_EQ(table.find(wrong, 2), nullptr);
    }
  }
}

TEST(CallTable, removing_twice_does_not_give_a_place_away_twice) {
  call_table table;
  call_of a(2);
  call_of b(2);
  call_of c(2);
  table.add(a);
  const auto first = a.number;
  table.remove(first);
  table.remove(first);
  table.add(b);
  const auto second = b.number;
  table.remove(first); // over long ago
  EXPECT_EQ(table.find(second, 2), &b);
  table.add(c);
  const auto third = c.number;
  EXPECT_NE(second, third);
  EXPECT_EQ(table.find(third, 2), &c);
}

TEST(CallTable, for_each_meets_the_open_ones) {
  call_table table;
  call_of a(2);
  call_of b(3);
  table.add(a);
  table.remove(a.number);
  table.add(b);
  int met = 0;
  table.for_each([&](waiting_call& c) {
    EXPECT_EQ(&c, &b);
    ++met;
  });
  EXPECT_EQ(met, 1);
}
