// Ranges that touch the limits of their types, and ranges far longer than memory.
#include <climits>
#include <cstdint>
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  unsigned long long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long long i = LLONG_MAX - 1000; i < LLONG_MAX; ++i) s += static_cast<unsigned long long>(i);
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (long long i = LLONG_MIN; i < LLONG_MIN + 1000; ++i) s += static_cast<unsigned long long>(i);
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (unsigned long long i = ULLONG_MAX - 500; i < ULLONG_MAX; ++i) s += i;
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (int i = INT_MIN; i < INT_MAX - 1'000'000; i += 1'000'000) s += static_cast<unsigned>(i);
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (int i = INT_MAX - 10; i <= INT_MAX - 1; ++i) s += static_cast<unsigned>(i);
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (unsigned i = UINT_MAX; i > UINT_MAX - 300; --i) s += i;
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (int i = INT_MAX; i > INT_MIN + 3'000'000; i -= 3'000'000) s += static_cast<unsigned>(i);
  std::printf("%llu\n", s);
  const long long stride = 1LL << 54;
  [[ptools::parallel(reduce=plus)]]
  for (long long i = -(1LL << 62); i < (1LL << 62); i += stride) s += static_cast<unsigned long long>(i) >> 3;
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (std::uint64_t i = 0; i < (std::uint64_t{1} << 63); i += std::uint64_t{1} << 55) s += i;
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (unsigned char i = 255; i > 0; --i) s += i;
  std::printf("%llu\n", s);
  // The bound is an int, the ends of the leaves are not.
  [[ptools::parallel(reduce=plus)]]
  for (long i = 9'000'000'000; i > 0; i -= 1'000'000) s += static_cast<unsigned long>(i);
  std::printf("%llu\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (unsigned long i = 9'000'000'000; i >= 3'000'001; i -= 3'000'001) s += i;
  std::printf("%llu\n", s);
  const short from = -30'000;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 5'000'000'000; i > from; i -= 1'000'003) s += static_cast<unsigned long>(i + from);
  std::printf("%llu\n", s);
}
