#include <ptools/operators.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

namespace {

struct tally {
  long n;
};
tally operator+(tally a, tally b) {
  return {a.n + b.n};
}

} // namespace

template <>
struct ptools::identity<ptools::plus, tally> {
  static tally value() { return {0}; }
};

namespace {

template <class T>
void expect_same(const T& a, const T& b) {
  EXPECT_EQ(a, b);
  if constexpr (std::is_floating_point_v<T>) {
    EXPECT_EQ(std::signbit(a), std::signbit(b)) << a << " and " << b;
  }
}

template <class Op, class T>
void expect_identity(const std::vector<T>& samples) {
  ASSERT_TRUE((ptools::has_identity_v<Op, T>));
  const T e = ptools::identity<Op, T>::value();
  for (const T& x : samples) {
    expect_same<T>(Op()(e, x), x);
    expect_same<T>(Op()(x, e), x);
  }
}

template <class T>
class arithmetic : public testing::Test {
public:
  static std::vector<T> samples() {
    using limits = std::numeric_limits<T>;
    std::vector<T> all{T(0), T(1), limits::max(), limits::lowest(), limits::min()};
    if constexpr (std::is_floating_point_v<T>) {
      for (T x : {-T(0), limits::infinity(), -limits::infinity(), limits::denorm_min()})
        all.push_back(x);
    }
    return all;
  }
};

using arithmetic_types =
    testing::Types<signed char, unsigned char, char, wchar_t, short, unsigned short, int, unsigned,
                   long, unsigned long, long long, unsigned long long, float, double, long double>;
TYPED_TEST_SUITE(arithmetic, arithmetic_types);

TYPED_TEST(arithmetic, identities_leave_every_value_as_it_is) {
  const auto samples = this->samples();
  expect_identity<ptools::plus>(samples);
  expect_identity<ptools::multiplies>(samples);
  expect_identity<ptools::min>(samples);
  expect_identity<ptools::max>(samples);
  if constexpr (std::is_integral_v<TypeParam>) {
    expect_identity<ptools::bit_and>(samples);
    expect_identity<ptools::bit_or>(samples);
    expect_identity<ptools::bit_xor>(samples);
  }
}

TYPED_TEST(arithmetic, logical_operators) {
  using T = TypeParam;
  for (T x : {T(0), T(1)}) {
    EXPECT_EQ(ptools::logical_and()(ptools::identity<ptools::logical_and, T>::value(), x), x);
    EXPECT_EQ(ptools::logical_or()(ptools::identity<ptools::logical_or, T>::value(), x), x);
  }
  EXPECT_EQ(ptools::logical_and()(T(2), T(3)), T(1));
  EXPECT_EQ(ptools::logical_or()(T(0), T(0)), T(0));
}

// A vector of bool has no references to its elements, so bool has a test of its own.
template <class Op>
void expect_bool_identity() {
  ASSERT_TRUE((ptools::has_identity_v<Op, bool>));
  const bool e = ptools::identity<Op, bool>::value();
  for (bool x : {false, true}) {
    EXPECT_EQ(Op()(e, x), x);
    EXPECT_EQ(Op()(x, e), x);
  }
}

TEST(operators, bool_has_all_identities) {
  expect_bool_identity<ptools::plus>();
  expect_bool_identity<ptools::multiplies>();
  expect_bool_identity<ptools::min>();
  expect_bool_identity<ptools::max>();
  expect_bool_identity<ptools::bit_and>();
  expect_bool_identity<ptools::bit_or>();
  expect_bool_identity<ptools::bit_xor>();
  expect_bool_identity<ptools::logical_and>();
  expect_bool_identity<ptools::logical_or>();
}

TEST(operators, narrow_types_keep_their_width) {
  static_assert(std::is_same_v<decltype(ptools::plus()(short(1), short(2))), short>);
  EXPECT_EQ(ptools::plus()(static_cast<unsigned char>(200), static_cast<unsigned char>(100)), 44);
  // As signed int arithmetic this product would overflow.
  EXPECT_EQ(
      ptools::multiplies()(static_cast<unsigned short>(65535), static_cast<unsigned short>(65535)),
      1);
}

TEST(operators, the_first_of_equals_wins) {
  EXPECT_TRUE(std::signbit(ptools::min()(-0.0, 0.0)));
  EXPECT_FALSE(std::signbit(ptools::min()(0.0, -0.0)));
  EXPECT_TRUE(std::signbit(ptools::max()(-0.0, 0.0)));
}

TEST(operators, complex_and_string) {
  using complex = std::complex<double>;
  const complex zero = ptools::identity<ptools::plus, complex>::value();
  EXPECT_TRUE(std::signbit((zero + complex(-0.0, -0.0)).real()));
  EXPECT_TRUE(std::signbit((zero + complex(-0.0, -0.0)).imag()));
  expect_identity<ptools::plus>(std::vector<complex>{{1, 2}, {0, 0}});
  expect_identity<ptools::multiplies>(std::vector<complex>{{1, 2}, {-3, 4}});
  expect_identity<ptools::plus>(std::vector<std::string>{"", "text"});
}

TEST(operators, no_identity_where_there_is_none) {
  EXPECT_FALSE((ptools::has_identity_v<ptools::bit_and, double>));
  EXPECT_FALSE((ptools::has_identity_v<ptools::min, std::string>));
  EXPECT_FALSE((ptools::has_identity_v<ptools::plus, std::vector<int>>));
  EXPECT_FALSE((ptools::has_identity_v<ptools::min, std::complex<double>>));
}

TEST(operators, a_user_type_may_specialise) {
  EXPECT_TRUE((ptools::has_identity_v<ptools::plus, tally>));
  EXPECT_FALSE((ptools::has_identity_v<ptools::multiplies, tally>));
  EXPECT_EQ(ptools::plus()(tally{2}, ptools::identity<ptools::plus, tally>::value()).n, 2);
}

} // namespace
