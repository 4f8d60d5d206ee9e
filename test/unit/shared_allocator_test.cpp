#include "shm/budget_linux.hpp"
#include "shm/region.hpp"
#include "shm/stripes.hpp"

#include <ptools/detail/map_job.hpp>
#include <ptools/error.hpp>
#include <ptools/region.hpp>
#include <ptools/shared_allocator.hpp>
#include <ptools/shared_array.hpp>
#include <ptools/shared_new.hpp>

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;
using shared_string =
    std::basic_string<char, std::char_traits<char>, ptools::shared_allocator<char>>;

TEST(shared_allocator, containers_keep_their_elements_in_the_region) {
  for (std::size_t n : {1u, 1000u, 100000u}) {
    shared_vector<double> v(n, 1.5);
    EXPECT_TRUE(ptools::in_region(v.data()));
    EXPECT_TRUE(ptools::in_region(v.data() + n - 1));
    v.resize(2 * n);
    EXPECT_EQ(v[n - 1], 1.5);
    EXPECT_EQ(v[n], 0);
  }
  std::map<int, shared_string, std::less<>,
           ptools::shared_allocator<std::pair<const int, shared_string>>>
      m;
  for (int i = 0; i < 100; ++i)
    m.emplace(i, shared_string(200, 'x'));
  EXPECT_TRUE(ptools::in_region(&m.at(57)));
  EXPECT_TRUE(ptools::in_region(m.at(57).data()));
  std::deque<int, ptools::shared_allocator<int>> d(1000, 3);
  EXPECT_TRUE(ptools::in_region(&d[999]));
}

TEST(shared_allocator, all_instances_are_equal) {
  EXPECT_TRUE(ptools::shared_allocator<int>() == ptools::shared_allocator<double>());
  EXPECT_FALSE(ptools::shared_allocator<int>() != ptools::shared_allocator<int>());
  static_assert(std::allocator_traits<ptools::shared_allocator<int>>::is_always_equal::value);
}

TEST(shared_allocator, elements_keep_their_alignment) {
  struct alignas(256) wide {
    char c;
  };
  shared_vector<wide> v(3);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(v.data()) % 256, 0u);
}

std::uint64_t reserved_by_all() {
  std::uint64_t sum = 0;
  for (unsigned s = 0; s < ptools::shm::stripe_count; ++s) {
    sum += ptools::shm::head_of(s).reserved.load();
  }
  return sum;
}

TEST(shared_allocator, what_has_pages_is_not_in_the_account_any_more) {
  for (const std::size_t bytes : {100000u, 900000u, 3000000u}) {
    const shared_vector<char> v(bytes, 'x');
    const ptools::shared_array<char> a(bytes);
    const ptools::detail::map_run items(bytes / 8, 8);
    EXPECT_EQ(reserved_by_all(), 0u) << bytes;
    EXPECT_EQ(v[bytes - 1], 'x');
    EXPECT_EQ(a[bytes - 1], 0);
  }
}

TEST(shared_allocator, too_much_is_out_of_memory) {
  ptools::shared_allocator<double> a;
  EXPECT_THROW(static_cast<void>(a.allocate(std::size_t(1) << 62)), ptools::out_of_memory);
  EXPECT_THROW(static_cast<void>(a.allocate(std::size_t(1) << 42)), std::bad_alloc);
  // What fits into the region, but not into the machine.
  const ptools::shm::budget have = ptools::shm::memory_budget();
  const std::uint64_t too_much = have.available + (std::uint64_t(1) << 30);
  try {
    ptools::region_free(ptools::region_allocate(too_much));
    ADD_FAILURE() << "more than there is was given";
  } catch (const ptools::out_of_memory& e) {
    EXPECT_EQ(e.limit(), have.limit);
    EXPECT_EQ(e.asked(), too_much);
  }
}

struct counted {
  explicit counted(int n) : value(n) {
    if (n < 0)
      throw std::invalid_argument("negative");
    ++alive;
  }
  ~counted() { --alive; }
  int value;
  static inline int alive = 0;
};

struct aggregate {
  int a;
  double b;
};

TEST(shared_new, makes_and_destroys) {
  counted* made = ptools::shared_new<counted>(4);
  EXPECT_TRUE(ptools::in_region(made));
  EXPECT_EQ(made->value, 4);
  EXPECT_EQ(counted::alive, 1);
  ptools::shared_delete(made);
  EXPECT_EQ(counted::alive, 0);
  ptools::shared_delete<counted>(nullptr);
  EXPECT_THROW(static_cast<void>(ptools::shared_new<counted>(-1)), std::invalid_argument);
  const aggregate* two = ptools::shared_new<const aggregate>(1, 2.0);
  EXPECT_EQ(two->b, 2.0);
  ptools::shared_delete(two);
}

} // namespace
