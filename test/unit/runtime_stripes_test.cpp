#include "shm/region.hpp"
#include "shm/stripes.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <vector>

namespace {

struct block {
  unsigned char* at;
  std::size_t size;
  unsigned char mark;
};

void check(const block& b) {
  for (std::size_t i = 0; i < b.size; i += 1 + b.size / 64) {
    ASSERT_EQ(b.at[i], b.mark);
  }
}

/// Random allocations and frees; every block keeps what was written into it.
void exercise(unsigned seed, int steps) {
  std::mt19937 random(seed);
  std::vector<block> live;
  for (int i = 0; i < steps; ++i) {
    if (live.size() < 200 && random() % 3 != 0) {
      const std::size_t size = random() % 8 == 0 ? random() % 300000 : random() % 2000;
      const std::size_t align = std::size_t{1} << (random() % 13);
      auto* at = static_cast<unsigned char*>(ptools::region_allocate(size, align));
      ASSERT_EQ(reinterpret_cast<std::uintptr_t>(at) % align, 0u);
      ASSERT_TRUE(ptools::in_region(at));
      const auto mark = static_cast<unsigned char>(random());
      std::memset(at, mark, size);
      live.push_back({at, size, mark});
    } else if (!live.empty()) {
      const std::size_t k = random() % live.size();
      check(live[k]);
      ptools::region_free(live[k].at);
      live[k] = live.back();
      live.pop_back();
    }
  }
  for (const block& b : live) {
    check(b);
    ptools::region_free(b.at);
  }
}

} // namespace

TEST(Stripes, blocks_do_not_overlap_and_keep_their_contents) {
  exercise(1, 20000);
}

TEST(Stripes, several_threads_of_a_process_share_one_stripe) {
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < 4; ++t) {
    threads.emplace_back(exercise, t + 10, 5000);
  }
  for (std::thread& t : threads) {
    t.join();
  }
}

TEST(Stripes, freed_memory_is_used_again) {
  std::set<void*> seen;
  for (int i = 0; i < 10000; ++i) {
    void* small = ptools::region_allocate(100);
    void* large = ptools::region_allocate(1000000);
    seen.insert(large);
    ptools::region_free(large);
    ptools::region_free(small);
  }
  EXPECT_LT(seen.size(), 3u);
}

TEST(Stripes, a_large_block_reads_as_zeros_each_time) {
  for (int i = 0; i < 3; ++i) {
    auto* p = static_cast<unsigned char*>(ptools::shm::allocate_span(1 << 20, 0));
    for (int k = 0; k < 1 << 20; k += 4096) {
      ASSERT_EQ(p[k], 0);
    }
    std::memset(p, 0xff, 1 << 20);
    ptools::region_free(p);
  }
}

TEST(Stripes, bad_alignments_and_absurd_sizes_are_errors) {
  EXPECT_THROW(ptools::region_allocate(8, 3), ptools::error);
  EXPECT_THROW(ptools::region_allocate(8, 8192), ptools::error);
  EXPECT_THROW(ptools::region_allocate(SIZE_MAX - 100), ptools::out_of_memory);
  EXPECT_THROW(ptools::region_allocate(SIZE_MAX / 2), ptools::out_of_memory);
  ptools::region_free(nullptr);
}

TEST(Region, is_cut_into_disjoint_areas) {
  using namespace ptools::shm;
  map_region();
  EXPECT_EQ(control().begin, whole().begin);
  EXPECT_EQ(captures().begin, control().end());
  EXPECT_EQ(stripe(0).begin, captures().end());
  EXPECT_LE(stripe(0).end(), stripe(1).begin);
  for (unsigned i = 0; i < stripe_count; ++i) {
    EXPECT_EQ(stripe_of(stripe(i).begin), i);
    EXPECT_EQ(stripe_of(stripe(i).end() - 1), i);
    EXPECT_LE(stripe(i).end(), whole().end());
  }
}
