/// Which accesses of iterations meet, and what is forgotten.

#include "check/access_history.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace {

using ptools::check::access;
using ptools::check::access_history;
using ptools::check::access_kind;

constexpr std::uintptr_t base = 0x7f0000001000;

access by(std::uint32_t iteration) {
  return {iteration, 0, iteration * 100};
}

struct history : testing::Test {
  access_history all;
  auto read(std::uint32_t iteration, std::uintptr_t at, std::size_t size, bool own = false) {
    return all.note(base + at, size, access_kind::read, by(iteration), own);
  }
  auto write(std::uint32_t iteration, std::uintptr_t at, std::size_t size, bool own = false) {
    return all.note(base + at, size, access_kind::write, by(iteration), own);
  }
};

TEST_F(history, reads_never_meet) {
  EXPECT_FALSE(read(1, 0, 8));
  EXPECT_FALSE(read(2, 0, 8));
}

TEST_F(history, one_iteration_does_not_meet_itself) {
  EXPECT_FALSE(write(1, 0, 8));
  EXPECT_FALSE(read(1, 0, 8));
  EXPECT_FALSE(write(1, 0, 8));
}

TEST_F(history, a_read_after_a_write) {
  write(1, 0, 8);
  const auto found = read(2, 0, 8);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, base);
  EXPECT_EQ(found->before_did, access_kind::write);
  EXPECT_EQ(found->before.iteration, 1u);
  EXPECT_EQ(found->before.place, 100u);
}

TEST_F(history, a_write_after_a_read_of_anyone_before) {
  read(1, 0, 8);
  read(2, 0, 8);
  const auto found = write(2, 0, 8);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->before_did, access_kind::read);
  EXPECT_EQ(found->before.iteration, 1u);
}

TEST_F(history, a_write_after_a_write) {
  write(1, 0, 8);
  EXPECT_TRUE(write(2, 0, 8));
}

TEST_F(history, own_memory_meets_only_where_something_is_read_that_was_written) {
  read(1, 0, 8, true);
  EXPECT_FALSE(write(2, 0, 8, true));
  EXPECT_FALSE(write(3, 0, 8, true));
  EXPECT_FALSE(read(3, 0, 8, true));
  EXPECT_TRUE(read(4, 0, 8, true));
}

TEST_F(history, neighbours_do_not_meet) {
  for (std::uint32_t i = 0; i < 64; ++i) {
    EXPECT_FALSE(write(i + 1, i, 1)) << i;
  }
  for (std::uint32_t i = 0; i < 2048; ++i) {
    EXPECT_FALSE(write(i + 1, 4096 + i * 4, 4)) << i;
  }
}

TEST_F(history, a_part_of_a_word_knows_what_was_done_to_the_whole_word) {
  write(1, 0, 8);
  const auto found = read(2, 5, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, base + 5);
}

TEST_F(history, accesses_across_pages) {
  write(1, 4094, 4);
  EXPECT_FALSE(read(2, 4092, 2));
  EXPECT_TRUE(read(2, 4095, 1));
  EXPECT_TRUE(read(2, 4096, 2));
  EXPECT_FALSE(read(2, 4098, 2));
  write(3, 8192, 3 * 4096);
  EXPECT_TRUE(read(4, 8192 + 3 * 4096 - 8, 8));
}

TEST_F(history, forgotten_memory_is_as_new) {
  write(1, 0, 64);
  write(1, 4096, 4096);
  all.forget(base + 8, 16);
  EXPECT_TRUE(read(2, 4, 4));
  EXPECT_FALSE(write(2, 8, 16));
  EXPECT_TRUE(read(2, 24, 4));
  all.forget(base + 4000, std::size_t{1} << 40);
  EXPECT_FALSE(write(2, 4096, 4096));
  all.forget(base - 4096, 4096);
  EXPECT_TRUE(read(3, 8, 8));
}

TEST_F(history, cleared_history_takes_nothing) {
  write(1, 0, 64);
  EXPECT_GT(all.bytes(), 0u);
  all.clear();
  EXPECT_EQ(all.bytes(), 0u);
  EXPECT_FALSE(read(2, 0, 64));
}

/// Against the plainest definition: all accesses of each byte are kept.
TEST_F(history, finds_what_a_full_record_finds) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    struct entry {
      std::set<std::uint32_t> readers, writers;
    };
    std::map<std::uintptr_t, entry> plain;
    all.clear();
    const bool own = round % 3 == 0;
    for (std::uint32_t iteration = 1; iteration <= 20; ++iteration) {
      for (int k = 0; k < 6; ++k) {
        const std::size_t size = std::size_t{1} << random() % 4;
        const std::uintptr_t at = round % 2 == 0 ? 4080 + random() % 64 : random() % 16 * 16;
        const bool writes = random() % 4 == 0;
        bool expected = false;
        for (std::uintptr_t b = at; b < at + size; ++b) {
          entry& e = plain[b];
          const auto others = [iteration](const std::set<std::uint32_t>& s) {
            return s.size() > s.count(iteration);
          };
          // Of writes the last one is kept: an iteration that wrote over it hides the ones before.
          const bool written = !e.writers.empty() && *e.writers.rbegin() != iteration;
          expected |= writes ? !own && (written || others(e.readers)) : written;
          (writes ? e.writers : e.readers).insert(iteration);
        }
        EXPECT_EQ(
            (writes ? write(iteration, at, size, own) : read(iteration, at, size, own)).has_value(),
            expected)
            << round << ' ' << iteration << ' ' << at;
      }
    }
  }
}

} // namespace
