/// The parts of a range, put together, are the serial loop: every index value, in order, for all
/// small types, directions, steps and comparisons.

#include <ptools/error.hpp>
#include <ptools/generated/range.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

using namespace ptools::generated;

namespace {

template <class Cmp, class I, class B>
bool holds(I i, B bound) {
  return detail::compare<Cmp>(i, bound);
}

template <class I>
I stepped(I i, int step) {
  return static_cast<I>(i + static_cast<I>(step));
}

/// Index values of the serial loop; more than `most` means that it does not end. A loop that ends
/// only because its index wraps round counts as one that does not.
template <class Cmp, class I, class B>
std::vector<I> serial(I first, B bound, int by, std::size_t most) {
  std::vector<I> seen;
  for (I i = first; holds<Cmp>(i, bound); i = stepped(i, by)) {
    seen.push_back(i);
    const long long next = static_cast<long long>(i) + by;
    const bool overflows = next < static_cast<long long>(std::numeric_limits<I>::min()) ||
                           next > static_cast<long long>(std::numeric_limits<I>::max());
    if (seen.size() > most || overflows) {
      // A serial loop may step over the end of its type only on its way out.
      if (!overflows || std::is_same_v<Cmp, not_equal> || holds<Cmp>(stepped(i, by), bound)) {
        seen.assign(most + 1, first);
      }
      return seen;
    }
  }
  return seen;
}

template <class Cmp, class R>
std::vector<typename R::index_type> in_parts(const R& r, std::uint64_t parts, int by) {
  std::vector<typename R::index_type> seen;
  for (std::uint64_t k = 0; k < parts; ++k) {
    const std::uint64_t begin = r.count() * k / parts;
    const std::uint64_t end = r.count() * (k + 1) / parts;
    if (begin == end) {
      continue;
    }
    const auto part = r.part(begin, end);
    std::uint64_t n = 0;
    for (auto i = part.first; holds<Cmp>(i, part.last) && n < end - begin;
         i = stepped(i, by), ++n) {
      seen.push_back(i);
    }
  }
  return seen;
}

template <class Cmp, class I, class B>
void agrees(I first, B bound, int by) {
  const auto want = serial<Cmp>(first, bound, by, 600);
  const step s = by < 0 ? down(-by) : up(by);
  if (want.size() > 600 && std::is_same_v<Cmp, not_equal>) {
    return; // whether it wraps to the bound or never meets it is a matter of the type's width
  }
  if (want.size() > 600) {
    EXPECT_NE(range(Cmp{}, ptools::generated::index<I>(first), bound, s).problem(), nullptr)
        << +first << " " << +bound << " by " << by;
    return;
  }
  const auto r = range(Cmp{}, ptools::generated::index<I>(first), bound, s);
  ASSERT_EQ(r.count(), want.size()) << +first << " " << +bound << " by " << by;
  for (const std::uint64_t parts : {1, 2, 5}) {
    const auto got = in_parts<Cmp>(r, parts, by);
    ASSERT_EQ(got, want) << +first << " " << +bound << " by " << by << " in " << parts;
  }
}

template <class I, class B>
void all_comparisons() {
  std::vector<int> firsts;
  std::vector<long long> bounds;
  for (const long long v :
       {-128ll, -127ll, -3ll, -1ll, 0ll, 1ll, 2ll, 7ll, 100ll, 126ll, 127ll, 200ll, 254ll, 255ll}) {
    if (v >= std::numeric_limits<I>::min() && v <= std::numeric_limits<I>::max()) {
      firsts.push_back(static_cast<int>(v));
    }
    if (v >= static_cast<long long>(std::numeric_limits<B>::min()) &&
        (v < 0 || static_cast<unsigned long long>(v) <=
                      static_cast<unsigned long long>(std::numeric_limits<B>::max()))) {
      bounds.push_back(v);
    }
  }
  for (const int first : firsts) {
    for (const long long bound : bounds) {
      const I f = static_cast<I>(first);
      const B b = static_cast<B>(bound);
      for (const int by : {1, 2, 3, 50}) {
        agrees<less>(f, b, by);
        agrees<less_equal>(f, b, by);
        agrees<greater>(f, b, -by);
        agrees<greater_equal>(f, b, -by);
      }
      for (const int by : {1, -1, 3, -3}) {
        agrees<not_equal>(f, b, by);
      }
    }
  }
}

} // namespace

TEST(Range, signed_bytes) {
  all_comparisons<signed char, signed char>();
}
TEST(Range, unsigned_bytes) {
  all_comparisons<unsigned char, unsigned char>();
}
TEST(Range, a_byte_against_an_int) {
  all_comparisons<signed char, int>();
}
TEST(Range, an_int_against_a_long) {
  all_comparisons<int, long>();
}
TEST(Range, an_int_against_an_unsigned_bound) {
  all_comparisons<int, unsigned>();
}
TEST(Range, an_int_against_a_size) {
  all_comparisons<int, std::size_t>();
}

TEST(Range, near_the_limits_of_the_widest_types) {
  constexpr long most = std::numeric_limits<long>::max();
  constexpr unsigned long umost = std::numeric_limits<unsigned long>::max();
  EXPECT_EQ(range(less{}, ptools::generated::index<long>(-most - 1), most, up(1)).count(), umost);
  EXPECT_EQ(
      range(less_equal{}, ptools::generated::index<unsigned long>(1), umost - 1, up(1)).count(),
      umost - 1);
  EXPECT_NE(range(less_equal{}, ptools::generated::index<unsigned long>(0), umost, up(1)).problem(),
            nullptr);
  const auto r = range(less{}, ptools::generated::index<unsigned long>(umost - 10), umost, up(5));
  EXPECT_EQ(r.count(), 2u);
  EXPECT_EQ(r.at(1), umost - 5);
  // The next value would wrap round and be below the bound again: the serial loop never ends.
  EXPECT_NE(
      range(less{}, ptools::generated::index<unsigned long>(umost - 10), umost, up(4)).problem(),
      nullptr);
  EXPECT_NE(range(greater_equal{}, ptools::generated::index<unsigned>(9u), 0u, down(1)).problem(),
            nullptr);
  EXPECT_EQ(range(not_equal{}, ptools::generated::index<unsigned>(5u), ~0u, down(1)).count(), 6u);
}

TEST(Range, a_step_of_zero_is_refused) {
  EXPECT_NE(range(less{}, ptools::generated::index<int>(0), 5, up(0)).problem(), nullptr);
  EXPECT_EQ(range(less{}, ptools::generated::index<int>(5), 5, up(0)).count(), 0u);
}

TEST(Range, pointers) {
  int array[10];
  const auto r = range(not_equal{}, ptools::generated::index<int*>(array), array + 10, up(1));
  EXPECT_EQ(r.count(), 10u);
  EXPECT_EQ(r.part(3, 7).first, array + 3);
  EXPECT_EQ(r.part(3, 7).last, array + 7);
  EXPECT_EQ(range(greater{}, ptools::generated::index<int*>(array + 9), array, down(3)).count(),
            3u);
}

TEST(Range, slices_of_a_container_cover_it) {
  std::vector<int> v{1, 2, 3, 4, 5, 6, 7};
  const item_range r = items(v);
  EXPECT_EQ(r.count(), 7u);
  std::vector<int> seen;
  for (const auto& [begin, end] : {std::pair<int, int>{0, 3}, {3, 3}, {3, 7}}) {
    for (const int x :
         slice(v, r.part(static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(end)))) {
      seen.push_back(x);
    }
  }
  EXPECT_EQ(seen, v);
}
