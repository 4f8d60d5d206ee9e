#include "support/fences_linux.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace ptools::support;

namespace {

struct alignas(64) word {
  std::atomic<int> value{0};
};
word left_something;
word sleeps;
word arrived;
word both_are_here;

void wait_for(const word& w, int round) {
  for (int looks = 0; w.value.load(std::memory_order_acquire) != round; ++looks) {
    if (looks > 10000) {
      std::this_thread::yield(); // the other one has no core
    }
  }
}

/// Both leave within a few cycles of each other.
void meet(int round, bool leads) {
  if (leads) {
    wait_for(arrived, round);
    both_are_here.value.store(round, std::memory_order_release);
  } else {
    arrived.value.store(round, std::memory_order_release);
    wait_for(both_are_here, round);
  }
}

void wait_a_little(int n) {
  for (volatile int i = 0; i < n; i = i + 1) {
  }
}

/// Rounds in which neither side has seen the other.
int missed(int rounds) {
  for (word* w : {&left_something, &sleeps, &arrived, &both_are_here}) {
    w->value.store(0);
  }
  std::vector<char> sender_saw(static_cast<std::size_t>(rounds) + 1);
  std::thread sender([&] {
    for (int i = 1; i <= rounds; ++i) {
      static_cast<void>(sleeps.value.load(std::memory_order_relaxed)); // near by now
      meet(i, false);
      left_something.value.store(i, std::memory_order_relaxed);
      light_fence();
      sender_saw[static_cast<std::size_t>(i)] = sleeps.value.load(std::memory_order_relaxed) == i;
    }
  });
  int both_blind = 0;
  std::vector<char> sleeper_saw(static_cast<std::size_t>(rounds) + 1);
  for (int i = 1; i <= rounds; ++i) {
    meet(i, true);
    wait_a_little(i % 64);
    sleeps.value.store(i, std::memory_order_relaxed);
    EXPECT_TRUE(heavy_fence());
    sleeper_saw[static_cast<std::size_t>(i)] = left_something.value.load() == i;
  }
  sender.join();
  for (std::size_t i = 1; i < sender_saw.size(); ++i) {
    both_blind += sender_saw[i] == 0 && sleeper_saw[i] == 0;
  }
  return both_blind;
}

} // namespace

TEST(Fences, one_of_two_sees_the_other) {
  join_fences();
  ASSERT_TRUE(detail::joined);
  EXPECT_EQ(missed(100000), 0);
}

TEST(Fences, also_before_joining) {
  detail::joined = false;
  EXPECT_EQ(missed(100000), 0);
  join_fences();
}
