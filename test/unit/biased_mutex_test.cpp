#include "support/biased_mutex.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <thread>
#include <vector>

using ptools::support::biased_mutex;
using hold = ptools::support::biased_mutex::hold;

namespace {

/// Takes some time between reading and writing, so that two who are inside at once are noticed.
void count_slowly(long& n) {
  const long seen = n;
  for (volatile int i = 0; i < 100; i = i + 1) {
  }
  n = seen + 1;
}

/// So many threads count together; the first one begins alone.
long count_together(int threads, long each) {
  biased_mutex mutex;
  long n = 0; // plain: only the mutex keeps them apart
  const auto count = [&] {
    for (long i = 0; i < each; ++i) {
      const hold mine(mutex);
      n = n + 1;
    }
  };
  for (int i = 0; i < 10; ++i) {
    const hold mine(mutex);
  }
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) {
    others.emplace_back(count);
  }
  count();
  for (auto& t : others) {
    t.join();
  }
  return n;
}

} // namespace

class BiasedMutex : public testing::TestWithParam<bool> {
protected:
  void SetUp() override {
    ptools::support::join_fences();
    ASSERT_TRUE(ptools::support::detail::joined);
    ptools::support::detail::joined = GetParam();
  }
};

TEST_P(BiasedMutex, keeps_threads_apart) {
  EXPECT_EQ(count_together(4, 100000), 400000);
}

/// The moment at which the second thread comes is what matters.
TEST_P(BiasedMutex, ownership_is_taken_away_at_any_moment) {
  for (int round = 0; round < 2000; ++round) {
    biased_mutex mutex;
    long n = 0;
    std::atomic<bool> go{false};
    std::thread other([&] {
      while (!go.load()) {
      }
      for (int i = 0; i < 20; ++i) {
        const hold mine(mutex);
        count_slowly(n);
      }
    });
    for (int i = 0; i < 100; ++i) {
      if (i == round % 50) {
        go.store(true);
      }
      const hold mine(mutex);
      count_slowly(n);
    }
    other.join();
    ASSERT_EQ(n, 120);
  }
}

TEST_P(BiasedMutex, one_that_owns_it_waits_for_a_condition) {
  biased_mutex mutex;
  std::condition_variable_any changed;
  int stage = 0;
  { const hold mine(mutex); }
  std::thread other([&] {
    hold mine(mutex);
    changed.wait(mine, [&] { return stage == 1; });
    stage = 2;
    changed.notify_all();
  });
  hold mine(mutex);
  stage = 1;
  changed.notify_all();
  changed.wait(mine, [&] { return stage == 2; });
  EXPECT_TRUE(mine.held());
  mine.unlock();
  EXPECT_FALSE(mine.held());
  other.join();
}

INSTANTIATE_TEST_SUITE_P(Fences, BiasedMutex, testing::Bool());
