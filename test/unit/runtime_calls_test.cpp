#include "remote/calls.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace {

using ptools::remote::call_table;
using ptools::remote::waiting_call;

waiting_call call_of(int process) {
  return {process, 0, nullptr, nullptr};
}

} // namespace

TEST(CallTable, a_call_is_found_by_its_number_and_process) {
  call_table table;
  waiting_call a = call_of(2);
  waiting_call b = call_of(3);
  const auto first = table.add(a);
  const auto second = table.add(b);
  EXPECT_EQ(table.find(first, 2), &a);
  EXPECT_EQ(table.find(second, 3), &b);
  EXPECT_EQ(table.find(first, 3), nullptr) << "another process answers";
}

TEST(CallTable, numbers_are_neither_zero_nor_used_again) {
  call_table table;
  std::set<std::uint64_t> numbers{0};
  std::vector<waiting_call> calls(5, call_of(2));
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::uint64_t> now;
    for (auto& c : calls) {
      now.push_back(table.add(c));
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
  waiting_call a = call_of(2);
  const auto number = table.add(a);
  for (const std::uint64_t wrong : {std::uint64_t{0}, number + 1, number + (std::uint64_t{1} << 32),
                                    UINT64_MAX, std::uint64_t{1} << 32}) {
    if (wrong != number) {
      EXPECT_EQ(table.find(wrong, 2), nullptr);
    }
  }
}

TEST(CallTable, removing_twice_does_not_give_a_place_away_twice) {
  call_table table;
  waiting_call a = call_of(2);
  waiting_call b = call_of(2);
  waiting_call c = call_of(2);
  const auto first = table.add(a);
  table.remove(first);
  table.remove(first);
  const auto second = table.add(b);
  table.remove(first); // over long ago
  EXPECT_EQ(table.find(second, 2), &b);
  const auto third = table.add(c);
  EXPECT_NE(second, third);
  EXPECT_EQ(table.find(third, 2), &c);
}

TEST(CallTable, for_each_meets_the_open_ones) {
  call_table table;
  waiting_call a = call_of(2);
  waiting_call b = call_of(3);
  table.remove(table.add(a));
  table.add(b);
  int met = 0;
  table.for_each([&](waiting_call& c) {
    EXPECT_EQ(&c, &b);
    ++met;
  });
  EXPECT_EQ(met, 1);
}
