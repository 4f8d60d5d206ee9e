#include <ptools/random.hpp>

#include <gtest/gtest.h>

#include <array>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Seeds are fixed, so each statistic below is one number and not a matter of luck; five standard
/// deviations would be met by chance once in two million.
constexpr double most_sigmas = 5;

class random_numbers : public testing::Test {
protected:
  void SetUp() override { ptools::seed(2026); }
  void TearDown() override { ptools::seed(0); }
};

/// Distance of a count of `n` fair coins from n/2, in standard deviations.
double sigmas_of_heads(std::uint64_t heads, std::uint64_t n) {
  return (static_cast<double>(heads) - static_cast<double>(n) / 2) / (std::sqrt(double(n)) / 2);
}

/// Distance of a chi-square statistic over equally probable bins from its mean.
double sigmas_of_bins(const std::vector<std::uint64_t>& bins, std::uint64_t n) {
  const double expected = static_cast<double>(n) / static_cast<double>(bins.size());
  double chi_square = 0;
  for (std::uint64_t count : bins) {
    const double difference = static_cast<double>(count) - expected;
    chi_square += difference * difference / expected;
  }
  const double freedom = static_cast<double>(bins.size() - 1);
  return (chi_square - freedom) / std::sqrt(2 * freedom);
}

/// How often two sequences of flips agree, in standard deviations from half.
template <class A, class B>
double sigmas_of_agreement(std::uint64_t n, A a, B b) {
  std::uint64_t same = 0;
  for (std::uint64_t i = 0; i < n; ++i)
    same += a(i) == b(i);
  return sigmas_of_heads(same, n);
}

bool flip_under(std::uint64_t seed, std::uint64_t i) {
  const auto keys = ptools::detail::keys_of_seed(seed);
  return ptools::detail::mix13_high(ptools::detail::index_round(keys, i) + keys.flip) >> 63;
}

TEST_F(random_numbers, finaliser_is_that_of_splitmix64) {
  // The published test vector of SplitMix64 from state 1234567.
  const std::uint64_t published[] = {6457827717110365317u, 3203168211198807973u,
                                     9817491932198370423u, 4593380528125082431u,
                                     16408922859458223821u};
  std::uint64_t state = 1234567;
  for (std::uint64_t word : published)
    EXPECT_EQ(ptools::detail::mix13(state += ptools::detail::golden_gamma), word);
}

TEST_F(random_numbers, known_answers) {
  // These may never change: they are what users' results are reproduced by.
  ptools::seed(0);
  std::uint64_t flips = 0;
  for (std::uint64_t i = 0; i < 64; ++i)
    flips = flips << 1 | static_cast<std::uint64_t>(ptools::rand_bool(i));
  ptools::random_stream stream(3);
  const std::uint64_t words[] = {stream(), stream()};
  EXPECT_EQ(flips, 9104673074637889878u);
  EXPECT_EQ(ptools::rand_uniform(0), 0x1.a42ecf93255edp-1);
  EXPECT_EQ(ptools::rand_uniform(5, 2), 0x1.2319cba80495p-5);
  EXPECT_EQ(words[0], 1480780446256369243u);
  EXPECT_EQ(words[1], 14539890180914513190u);
}

TEST_F(random_numbers, seed_decides_everything) {
  std::vector<double> first;
  for (std::uint64_t i = 0; i < 10; ++i)
    first.push_back(ptools::rand_uniform(i));
  ptools::seed(2027);
  EXPECT_EQ(ptools::detail::current_seed(), 2027u);
  EXPECT_NE(ptools::rand_uniform(0), first[0]);
  ptools::seed(2026);
  for (std::uint64_t i = 10; i-- > 0;)
    EXPECT_EQ(ptools::rand_uniform(i), first[i]);
}

TEST_F(random_numbers, heads_are_half) {
  for (std::uint64_t start : {std::uint64_t(0), std::uint64_t(1) << 40, ~std::uint64_t(0) / 2}) {
    std::uint64_t heads = 0;
    constexpr std::uint64_t n = 1 << 22;
    for (std::uint64_t i = start; i < start + n; ++i)
      heads += ptools::rand_bool(i);
    EXPECT_LT(std::abs(sigmas_of_heads(heads, n)), most_sigmas) << start;
  }
}

TEST_F(random_numbers, words_of_flips_are_equally_frequent) {
  for (unsigned shift : {0u, 1u, 10u, 20u, 32u, 40u, 42u}) {
    constexpr std::uint64_t words = 1 << 18;
    std::vector<std::uint64_t> bins(1 << 10);
    for (std::uint64_t w = 0; w < words; ++w) {
      std::size_t word = 0;
      for (std::uint64_t bit = 0; bit < 10; ++bit)
        word = word << 1 | static_cast<std::size_t>(ptools::rand_bool((w * 10 + bit) << shift));
      ++bins[word];
    }
    EXPECT_LT(std::abs(sigmas_of_bins(bins, words)), most_sigmas) << "stride 2^" << shift;
  }
}

TEST_F(random_numbers, flips_do_not_correlate_with_later_flips) {
  std::vector<std::uint64_t> lags;
  for (std::uint64_t lag = 1; lag <= 40; ++lag)
    lags.push_back(lag);
  for (unsigned bit = 6; bit < 64; ++bit)
    lags.insert(lags.end(), {std::uint64_t(1) << bit, (std::uint64_t(1) << bit) - 1});
  for (std::uint64_t multiple = 1; multiple < 8; ++multiple)
    lags.push_back(multiple * ptools::detail::golden_gamma);
  for (std::uint64_t lag : lags) {
    const double sigmas = sigmas_of_agreement(
        1 << 18, [](std::uint64_t i) { return ptools::rand_bool(i); },
        [lag](std::uint64_t i) { return ptools::rand_bool(i + lag); });
    EXPECT_LT(std::abs(sigmas), most_sigmas) << "lag " << lag;
  }
}

TEST_F(random_numbers, flips_of_different_seeds_do_not_correlate) {
  for (std::uint64_t seed : {0u, 1u, 2u, 1000u}) {
    for (unsigned bit = 0; bit < 64; ++bit) {
      const std::uint64_t other = seed ^ std::uint64_t(1) << bit;
      for (std::uint64_t shift : {0u, 1u}) {
        const double sigmas = sigmas_of_agreement(
            1 << 15, [=](std::uint64_t i) { return flip_under(seed, i); },
            [=](std::uint64_t i) { return flip_under(other, i + shift); });
        EXPECT_LT(std::abs(sigmas), most_sigmas) << "seeds " << seed << " and " << other;
      }
    }
  }
}

TEST_F(random_numbers, one_index_under_many_seeds_is_fair) {
  for (std::uint64_t index : {0u, 1u, 77u}) {
    for (std::uint64_t stride :
         {std::uint64_t(1), std::uint64_t(1) << 32, ptools::detail::golden_gamma}) {
      std::vector<std::uint64_t> bins(1 << 8);
      constexpr std::uint64_t words = 1 << 14;
      for (std::uint64_t w = 0; w < words; ++w) {
        std::size_t word = 0;
        for (std::uint64_t bit = 0; bit < 8; ++bit)
          word = word << 1 | static_cast<std::size_t>(flip_under((w * 8 + bit) * stride, index));
        ++bins[word];
      }
      EXPECT_LT(std::abs(sigmas_of_bins(bins, words)), most_sigmas) << index << " by " << stride;
    }
  }
}

TEST_F(random_numbers, each_bit_of_the_index_changes_half_of_the_flips) {
  for (unsigned bit = 0; bit < 64; ++bit) {
    const double sigmas = sigmas_of_agreement(
        1 << 16, [](std::uint64_t i) { return ptools::rand_bool(i); },
        [bit](std::uint64_t i) { return ptools::rand_bool(i ^ std::uint64_t(1) << bit); });
    EXPECT_LT(std::abs(sigmas), most_sigmas) << "bit " << bit;
  }
}

TEST_F(random_numbers, uniform_lies_in_the_unit_interval_evenly) {
  for (std::uint64_t k : {0u, 1u, 9u}) {
    std::vector<std::uint64_t> bins(1 << 12);
    constexpr std::uint64_t n = 1 << 20;
    for (std::uint64_t i = 0; i < n; ++i) {
      const double u = ptools::rand_uniform(i, k);
      ASSERT_GE(u, 0);
      ASSERT_LT(u, 1);
      ++bins[static_cast<std::size_t>(u * 4096)];
    }
    EXPECT_LT(std::abs(sigmas_of_bins(bins, n)), most_sigmas) << "draw " << k;
  }
}

/// Pairs in the unit square, into 64 times 64 cells.
template <class Pair>
void expect_even_square(Pair pair, const char* what) {
  constexpr std::uint64_t n = 1 << 19;
  std::vector<std::uint64_t> bins(64 * 64);
  for (std::uint64_t i = 0; i < n; ++i) {
    const auto [x, y] = pair(i);
    ++bins[static_cast<std::size_t>(x * 64) * 64 + static_cast<std::size_t>(y * 64)];
  }
  EXPECT_LT(std::abs(sigmas_of_bins(bins, n)), most_sigmas) << what;
}

using pair = std::pair<double, double>;

TEST_F(random_numbers, pairs_of_uniforms_fill_the_square_evenly) {
  using ptools::rand_uniform;
  expect_even_square([](std::uint64_t i) { return pair(rand_uniform(i), rand_uniform(i + 1)); },
                     "i");
  expect_even_square([](std::uint64_t i) { return pair(rand_uniform(i), rand_uniform(i, 1)); },
                     "k");
  expect_even_square(
      [](std::uint64_t i) { return pair(rand_uniform(i, 1), rand_uniform(i + 1, 0)); }, "diagonal");
  expect_even_square([](std::uint64_t i) { return pair(rand_uniform(7, i), rand_uniform(8, i)); },
                     "two indices");
}

TEST_F(random_numbers, a_flip_says_nothing_about_the_uniform_of_its_index) {
  for (std::uint64_t k = 0; k < 8; ++k) {
    const double sigmas = sigmas_of_agreement(
        1 << 20, [](std::uint64_t i) { return ptools::rand_bool(i); },
        [k](std::uint64_t i) { return ptools::rand_uniform(i, k) < 0.5; });
    EXPECT_LT(std::abs(sigmas), most_sigmas) << "draw " << k;
  }
}

TEST_F(random_numbers, streams_are_standard_generators) {
  using stream = ptools::random_stream;
  static_assert(std::uniform_random_bit_generator<stream>);
  static_assert(std::is_trivially_copyable_v<stream>);
  static_assert(!std::is_convertible_v<int, stream>);
  stream a(5);
  std::normal_distribution<double> normal;
  std::uniform_int_distribution<int> die(1, 6);
  double sum = 0, squares = 0;
  std::vector<std::uint64_t> faces(6);
  constexpr int n = 1 << 18;
  for (int i = 0; i < n; ++i) {
    const double x = normal(a);
    sum += x;
    squares += x * x;
    ++faces[static_cast<std::size_t>(die(a) - 1)];
  }
  EXPECT_LT(std::abs(sum / std::sqrt(double(n))), most_sigmas);
  EXPECT_LT(std::abs(squares / n - 1) * std::sqrt(n / 2.0), most_sigmas);
  EXPECT_LT(std::abs(sigmas_of_bins(faces, n)), most_sigmas);
}

TEST_F(random_numbers, streams_repeat_skip_and_compare) {
  ptools::random_stream a(5), b(5), c(6);
  EXPECT_TRUE(a == b);
  EXPECT_TRUE(a != c);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(a(), b());
  ptools::random_stream skipped(5);
  skipped.discard(100);
  EXPECT_TRUE(skipped == a);
  EXPECT_EQ(skipped(), a());
}

TEST_F(random_numbers, adjacent_streams_do_not_correlate) {
  // For each bit of the words, in step and one step apart.
  for (std::uint64_t index : {0u, 1u, 41u}) {
    for (int shift : {0, 1, 2}) {
      ptools::random_stream a(index), b(index + 1);
      b.discard(static_cast<std::uint64_t>(shift));
      std::array<std::uint64_t, 64> same{};
      constexpr std::uint64_t n = 1 << 16;
      for (std::uint64_t i = 0; i < n; ++i) {
        const std::uint64_t agree = ~(a() ^ b());
        for (unsigned bit = 0; bit < 64; ++bit)
          same[bit] += agree >> bit & 1;
      }
      for (unsigned bit = 0; bit < 64; ++bit)
        EXPECT_LT(std::abs(sigmas_of_heads(same[bit], n)), most_sigmas) << index << " bit " << bit;
    }
  }
}

TEST_F(random_numbers, first_words_of_streams_are_even_in_every_byte) {
  for (unsigned byte = 0; byte < 8; ++byte) {
    std::vector<std::uint64_t> bins(256);
    constexpr std::uint64_t n = 1 << 17;
    for (std::uint64_t i = 0; i < n; ++i)
      ++bins[ptools::random_stream(i)() >> (8 * byte) & 0xff];
    EXPECT_LT(std::abs(sigmas_of_bins(bins, n)), most_sigmas) << "byte " << byte;
  }
}

// PTOOLS_SEED is read when the library is loaded, so another process has to be started for it.

struct ended {
  int status;
  std::string error;
};

ended run_again_with_seed(const char* value, const char* expected_seed) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    setenv("PTOOLS_SEED", value, 1);
    setenv("EXPECTED_SEED", expected_seed, 1);
    dup2(ends[1], STDERR_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    execl("/proc/self/exe", "unit_random", "--gtest_filter=*seed_is_as_expected",
          static_cast<char*>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  ended result{};
  char part[512];
  for (ssize_t n; (n = read(ends[0], part, sizeof part)) > 0;)
    result.error.append(part, static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

TEST(seed_of_environment, seed_is_as_expected) {
  // In the first process nothing is expected but the default, unless the caller's environment has
  // one.
  const char* expected = std::getenv("EXPECTED_SEED");
  if (expected) {
    EXPECT_EQ(std::to_string(ptools::detail::current_seed()), expected);
  } else if (!std::getenv("PTOOLS_SEED")) {
    EXPECT_EQ(ptools::detail::current_seed(), 0u);
  }
}

TEST(seed_of_environment, decimal_hexadecimal_and_empty) {
  EXPECT_EQ(run_again_with_seed("17", "17").status, 0);
  EXPECT_EQ(run_again_with_seed("0x11", "17").status, 0);
  EXPECT_EQ(run_again_with_seed("18446744073709551615", "18446744073709551615").status, 0);
  EXPECT_EQ(run_again_with_seed("", "0").status, 0);
  EXPECT_EQ(run_again_with_seed("18", "17").status, 1) << "the child tests nothing";
}

TEST(seed_of_environment, a_bad_value_ends_the_program) {
  for (const char* bad : {"x", "1x", "-1", " 1", "0x", "18446744073709551616", "1.5"}) {
    const ended result = run_again_with_seed(bad, "0");
    EXPECT_EQ(result.status, 2) << bad;
    EXPECT_NE(result.error.find(std::string("PTOOLS_SEED=") + bad + " is not a whole number"),
              std::string::npos)
        << result.error;
  }
}

} // namespace
