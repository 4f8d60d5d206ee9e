#include <ptools/error.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <type_traits>

namespace {

template <class Caught, class Thrown>
bool caught_as(const Thrown& thrown) {
  try {
    throw thrown;
  } catch (const Caught& e) {
    return std::string(e.what()) == thrown.what();
  } catch (...) {
    return false;
  }
}

template <class Thrown>
void expect_all_roots(const Thrown& thrown) {
  EXPECT_TRUE(caught_as<Thrown>(thrown));
  EXPECT_TRUE(caught_as<ptools::error>(thrown));
  EXPECT_TRUE(caught_as<std::exception>(thrown));
}

TEST(error, every_class_is_caught_by_each_of_its_roots) {
  expect_all_roots(ptools::failure("text"));
  expect_all_roots(ptools::disconnected("text"));
  expect_all_roots(ptools::overloaded("text"));
  expect_all_roots(ptools::cancelled("text"));
  expect_all_roots(ptools::timed_out("text"));
  expect_all_roots(ptools::protocol_error("text"));
  expect_all_roots(ptools::unshareable("PT0101", "text"));
  expect_all_roots(ptools::out_of_memory(1, 0, "limit"));
  expect_all_roots(ptools::worker_died(2, 9, 0, nullptr, 0, ""));
  EXPECT_TRUE(caught_as<std::runtime_error>(ptools::timed_out("text")));
  EXPECT_TRUE(caught_as<std::bad_alloc>(ptools::out_of_memory(1, 0, "limit")));
}

TEST(error, copies_do_not_throw) {
  EXPECT_TRUE(std::is_nothrow_copy_constructible_v<ptools::unshareable>);
  EXPECT_TRUE(std::is_nothrow_copy_constructible_v<ptools::out_of_memory>);
  EXPECT_TRUE(std::is_nothrow_copy_constructible_v<ptools::worker_died>);
}

TEST(error, out_of_memory_says_asked_available_and_which_limit) {
  const ptools::out_of_memory e(std::uint64_t(8) << 30, 512, "memory.max of /sys/fs/cgroup/job");
  EXPECT_EQ(e.asked(), std::uint64_t(8) << 30);
  EXPECT_EQ(e.available(), 512u);
  EXPECT_STREQ(e.limit(), "memory.max of /sys/fs/cgroup/job");
  EXPECT_STREQ(e.what(),
               "out of shared memory: asked for 8589934592 bytes (8.00 GiB), available 512 "
               "bytes, limited by memory.max of /sys/fs/cgroup/job");
}

TEST(error, out_of_memory_prints_the_largest_number) {
  const ptools::out_of_memory e(~std::uint64_t(0), 0, "x");
  EXPECT_NE(std::string(e.what()).find("18446744073709551615 bytes (16.00 EiB)"),
            std::string::npos);
}

TEST(error, worker_died_names_signal_and_place) {
  const ptools::worker_died e(3, SIGKILL, 0, "x.cpp", 12, "last words\n");
  EXPECT_EQ(e.worker(), 3);
  EXPECT_EQ(e.signal(), SIGKILL);
  EXPECT_STREQ(e.file(), "x.cpp");
  EXPECT_EQ(e.line(), 12);
  EXPECT_STREQ(e.stderr_tail(), "last words\n");
  EXPECT_STREQ(e.what(),
               "worker 3 was killed by signal 9 (SIGKILL) at x.cpp:12; the last lines of its "
               "stderr:\nlast words\n");
}

TEST(error, worker_died_by_exit_and_outside_any_construct) {
  const ptools::worker_died e(2, 0, 7, nullptr, 0, "");
  EXPECT_EQ(e.exit_status(), 7);
  EXPECT_STREQ(e.file(), "");
  EXPECT_STREQ(e.what(), "worker 2 exited with status 7");
}

TEST(error, unshareable_carries_its_id) {
  const ptools::unshareable e("PT0101", "p points into private memory");
  EXPECT_STREQ(e.id(), "PT0101");
  EXPECT_STREQ(e.text(), "p points into private memory");
  EXPECT_STREQ(e.what(), "p points into private memory [PT0101]");
}

} // namespace
