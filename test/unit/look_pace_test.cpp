#include "remote/look_pace.hpp"

#include <gtest/gtest.h>

namespace {

using ptools::remote::look_pace;

/// Requests that come one by one, each so long after the one before was carried out.
void one_by_one(look_pace& pace, std::uint64_t& now, unsigned n, std::uint64_t gap, bool awaited) {
  for (unsigned i = 0; i < n; ++i) {
    pace.found(now, awaited);
    pace.served();
    pace.ran_out(now);
    now += gap;
  }
}

/// Until they are taken for a stream.
void until_stream(look_pace& pace, std::uint64_t& now) {
  for (int i = 0; i < 20 && !pace.in_stream(); ++i) {
    one_by_one(pace, now, 1, 100, false);
  }
}

} // namespace

TEST(LookPace, looks_at_once_at_first) {
  const look_pace pace;
  EXPECT_TRUE(pace.may_look(0));
  EXPECT_FALSE(pace.in_stream());
}

TEST(LookPace, lets_requests_that_follow_closely_come_together) {
  look_pace pace;
  std::uint64_t now = 1000000;
  until_stream(pace, now);
  EXPECT_TRUE(pace.in_stream());
  now -= 100; // when the last look found nothing
  EXPECT_FALSE(pace.may_look(now + look_pace::patience_ns - 1));
  EXPECT_TRUE(pace.may_look(now + look_pace::patience_ns));
}

TEST(LookPace, a_caller_that_waits_or_takes_its_time_is_no_stream) {
  look_pace waits;
  look_pace slow;
  std::uint64_t now = 1000000;
  for (int i = 0; i < 1000; ++i) {
    one_by_one(waits, now, 1, 100, true);
    ASSERT_FALSE(waits.in_stream()) << i;
  }
  for (int i = 0; i < 1000; ++i) {
    one_by_one(slow, now, 1, look_pace::close_ns, false);
    ASSERT_FALSE(slow.in_stream()) << i;
  }
}

TEST(LookPace, a_stream_goes_on_while_a_look_brings_several) {
  look_pace pace;
  std::uint64_t now = 1000000;
  until_stream(pace, now);
  const auto batch = [&](unsigned n) {
    now += look_pace::patience_ns;
    pace.found(now, false);
    for (unsigned i = 0; i < n; ++i) {
      pace.served();
    }
    pace.ran_out(now);
  };
  for (int i = 0; i < 10; ++i) {
    batch(look_pace::few);
    EXPECT_TRUE(pace.in_stream());
  }
  batch(look_pace::few - 1);
  EXPECT_FALSE(pace.in_stream());
  EXPECT_TRUE(pace.may_look(now));
}

TEST(LookPace, mistakes_become_rare) {
  look_pace pace;
  std::uint64_t now = 1000000;
  unsigned waited = 0;
  for (int i = 0; i < 100000; ++i) { // one that fetches each future at once
    one_by_one(pace, now, 1, 100, false);
    if (pace.in_stream()) {
      ++waited;
      now += look_pace::patience_ns;
    }
  }
  EXPECT_GT(waited, 5u);
  EXPECT_LT(waited, 50u);
}
