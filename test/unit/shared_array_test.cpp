#include <ptools/error.hpp>
#include <ptools/region.hpp>
#include <ptools/shared_array.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <ranges>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using ptools::shared_array;

static_assert(!std::is_copy_constructible_v<shared_array<int>>);
static_assert(!std::is_copy_assignable_v<shared_array<int>>);
static_assert(std::is_nothrow_move_constructible_v<shared_array<int>>);
static_assert(std::is_nothrow_move_assignable_v<shared_array<int>>);
static_assert(std::is_nothrow_swappable_v<shared_array<int, 3>>);
static_assert(!std::is_constructible_v<shared_array<int, 2>, int>);
static_assert(!std::is_constructible_v<shared_array<int, 2>, double, double>);
static_assert(!std::is_convertible_v<int, shared_array<int>>);
static_assert(std::is_same_v<decltype(std::declval<const shared_array<int>&>()[0]), const int&>);
static_assert(std::ranges::contiguous_range<shared_array<int>>);
static_assert(std::is_convertible_v<ptools::element_range<int>, std::span<int>>);

TEST(shared_array, default_has_no_elements) {
  shared_array<double, 2> a;
  EXPECT_TRUE(a.empty());
  EXPECT_EQ(a.size(), 0u);
  EXPECT_EQ(a.data(), nullptr);
  EXPECT_EQ(a.begin(), a.end());
  EXPECT_EQ(a.extent(1), 0u);
}

TEST(shared_array, starts_with_zeros_in_the_region) {
  for (std::size_t n : {1u, 7u, 8192u, 8193u, 300000u}) {
    shared_array<double> a(n);
    ASSERT_EQ(a.size(), n);
    EXPECT_TRUE(std::all_of(a.begin(), a.end(), [](double x) { return x == 0; })) << n;
    EXPECT_TRUE(ptools::in_region(a.data()));
    EXPECT_TRUE(ptools::in_region(a.data() + n - 1));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(a.data()) % 64, 0u);
    a.fill(1);
  }
}

TEST(shared_array, memory_that_is_taken_again_is_zero_again) {
  for (int round = 0; round < 3; ++round) {
    shared_array<int> a(100);
    EXPECT_EQ(std::accumulate(a.begin(), a.end(), 0), 0);
    a.fill(7);
  }
}

TEST(shared_array, fill_value_and_range) {
  shared_array<long> a(5, 7);
  EXPECT_EQ(std::accumulate(a.begin(), a.end(), 0L), 35);
  shared_array<int, 2> b({3, 4}, 2);
  EXPECT_EQ(b.size(), 12u);
  EXPECT_EQ(std::accumulate(b.begin(), b.end(), 0), 24);
  const std::vector<float> from{1, 2, 3};
  const shared_array c(from.begin(), from.end());
  static_assert(std::is_same_v<decltype(c), const shared_array<float, 1>>);
  EXPECT_TRUE(std::equal(c.begin(), c.end(), from.begin(), from.end()));
}

struct with_default {
  int n = 5;
  int* p = nullptr;
};

TEST(shared_array, elements_with_initialisers_get_them) {
  shared_array<with_default> a(4);
  EXPECT_EQ(a[3].n, 5);
}

TEST(shared_array, the_first_index_runs_fastest) {
  shared_array<int, 3> a(2, 3, 4);
  std::iota(a.begin(), a.end(), 0);
  EXPECT_EQ(a(1, 0, 0), 1);
  EXPECT_EQ(a(0, 1, 0), 2);
  EXPECT_EQ(a(0, 0, 1), 6);
  EXPECT_EQ(a(1, 2, 3), 23);
  EXPECT_EQ(a[23], 23);
  EXPECT_EQ(std::as_const(a)(1, 2, 3), 23);
  EXPECT_EQ(a.extent(), 2u);
  EXPECT_EQ(a.extent(2), 4u);
  a(1, 1, 1) = 100;
  EXPECT_EQ(a.at(1, 1, 1), 100);
}

template <class F>
std::string out_of_range_text(F f) {
  try {
    f();
  } catch (const std::out_of_range& e) {
    return e.what();
  }
  return "no exception";
}

TEST(shared_array, at_names_index_dimension_and_extent) {
  shared_array<int, 2> a(2, 3);
  EXPECT_EQ(a.at(1, 2), 0);
  EXPECT_EQ(out_of_range_text([&] { a.at(0, 3); }),
            "shared_array::at: index 3 of dimension 1 is outside [0, 3)");
  EXPECT_EQ(out_of_range_text([&] { std::as_const(a).at(-1, 0); }),
            "shared_array::at: index -1 of dimension 0 is outside [0, 2)");
  shared_array<int> none;
  EXPECT_THROW(none.at(0), std::out_of_range);
}

TEST(shared_array, moves_and_swaps_without_touching_elements) {
  shared_array<int> a(3, 1);
  int* elements = a.data();
  shared_array<int> b(std::move(a));
  EXPECT_EQ(b.data(), elements);
  EXPECT_TRUE(a.empty());
  EXPECT_EQ(a.data(), nullptr);
  shared_array<int> c(2, 2);
  swap(b, c);
  EXPECT_EQ(c.data(), elements);
  EXPECT_EQ(b.size(), 2u);
  b = std::move(c);
  EXPECT_EQ(b.data(), elements);
  EXPECT_TRUE(c.empty());
  auto& alias = b;
  b = std::move(alias);
  EXPECT_EQ(b.data(), elements);
}

TEST(shared_array, copy_is_deep) {
  shared_array<int, 2> a(2, 2);
  std::iota(a.begin(), a.end(), 1);
  auto b = ptools::copy(a);
  EXPECT_EQ(b.extents(), a.extents());
  b(0, 0) = 9;
  EXPECT_EQ(a(0, 0), 1);
  EXPECT_EQ(b(1, 1), 4);
}

TEST(shared_array, sdata_is_all_elements) {
  shared_array<int, 2> a(2, 3);
  std::span<int> all = ptools::sdata(a);
  all[5] = 4;
  EXPECT_EQ(a(1, 2), 4);
  const auto& constant = a;
  static_assert(
      std::is_same_v<decltype(ptools::sdata(constant)), ptools::element_range<const int>>);
  EXPECT_EQ(constant.sdata().size(), 6u);
  EXPECT_EQ(std::accumulate(ptools::sdata(constant).begin(), ptools::sdata(constant).end(), 0), 4);
}

TEST(shared_array, extents_of_zero) {
  shared_array<int, 2> a(0, 5);
  EXPECT_TRUE(a.empty());
  EXPECT_EQ(a.extent(1), 5u);
  a.fill(1);
  EXPECT_EQ(ptools::copy(a).extent(1), 5u);
}

TEST(shared_array, negative_and_impossible_extents) {
  EXPECT_THROW(shared_array<int>(-1), std::length_error);
  EXPECT_THROW((shared_array<int, 2>(3, -1)), std::length_error);
  EXPECT_THROW((shared_array<double, 3>(1l << 31, 1l << 31, 1l << 31)), ptools::out_of_memory);
  // A product that would wrap around to something small.
  EXPECT_THROW((shared_array<double, 2>(1l << 32, 1l << 32)), std::bad_alloc);
}

TEST(shared_array, more_memory_than_the_machine_has_says_so) {
  try {
    shared_array<char> a(std::size_t(1) << 45);
    FAIL() << "32 TiB were granted";
  } catch (const ptools::out_of_memory& e) {
    EXPECT_EQ(e.asked(), std::uint64_t(1) << 45);
    EXPECT_LT(e.available(), e.asked());
    EXPECT_STRNE(e.limit(), "");
  }
}

} // namespace
