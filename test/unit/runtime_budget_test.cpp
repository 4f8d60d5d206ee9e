#include "shm/budget_linux.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>
#include <ptools/shared_array.hpp>

#include <gtest/gtest.h>

#include <string>
#include <unistd.h>

using namespace ptools::shm;

TEST(Budget, reads_what_the_kernel_writes) {
  EXPECT_EQ(meminfo_available("MemTotal: 100 kB\nMemAvailable:   2048 kB\nBuffers: 1 kB\n"),
            2048u * 1024);
  EXPECT_EQ(meminfo_available("MemTotal: 100 kB\n"), UINT64_MAX);
  EXPECT_EQ(limit_value("max\n"), UINT64_MAX);
  EXPECT_EQ(limit_value("104857600\n"), 104857600u);
  EXPECT_EQ(stat_value("anon 5\ninactive_file 77\n", "inactive_file"), 77u);
  EXPECT_EQ(stat_value("anon 5\n", "file"), 0u);
}

TEST(Budget, is_less_than_the_machine_has) {
  const budget b = memory_budget();
  EXPECT_GT(b.available, 0u);
  EXPECT_LT(b.available, std::uint64_t{1} << 50);
  EXPECT_FALSE(b.limit.empty());
}

TEST(Budget, too_large_an_array_is_an_exception_that_says_why) {
  // More than the region has; and all that the machine has, which the region could hold.
  const std::size_t machine = static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
                              static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
  for (const std::size_t asked : {std::size_t{1} << 45, machine}) {
    try {
      ptools::region_reserve_array(asked);
      FAIL();
    } catch (const ptools::out_of_memory& e) {
      EXPECT_EQ(e.asked(), asked);
      EXPECT_LT(e.available(), asked);
      EXPECT_FALSE(std::string(e.limit()).empty());
      EXPECT_NE(std::string(e.what()).find(e.limit()), std::string::npos);
    }
  }
}

TEST(Budget, a_refused_request_leaves_no_trace_in_the_account) {
  const std::size_t half = memory_budget().available / 2 + (std::size_t{64} << 20);
  void* first = ptools::region_reserve_array(half);
  EXPECT_THROW(ptools::region_reserve_array(half),
               ptools::out_of_memory); // both together do not fit
  ptools::region_free(first);
  void* again = ptools::region_reserve_array(half);
  ptools::region_free(again);
}
