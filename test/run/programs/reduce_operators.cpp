// Every operator of the clause, each in the ways a program may write it.
#include <algorithm>
#include <cstdio>
#include <ptools/ptools.hpp>

static int value(int i) {
  return static_cast<int>((static_cast<unsigned>(i) * 2654435761u) >> 8) - 5'000'000;
}

int main() {
  const int n = 50'000;

  int low = 1 << 30, low_if = 1 << 30, low_choice = 1 << 30;
  [[ptools::parallel(reduce=min(low, low_if, low_choice))]]
  for (int i = 0; i < n; ++i) {
    const int v = value(i);
    low = std::min(low, v);
    if (v < low_if) low_if = v;
    low_choice = v < low_choice ? v : low_choice;
  }
  std::printf("min %d %d %d\n", low, low_if, low_choice);

  int high = -(1 << 30), high_if = -(1 << 30);
  [[ptools::parallel(reduce=max(high), reduce=max(high_if))]]
  for (int i = 0; i < n; ++i) {
    high = std::max(high, value(i));
    if (value(i) > high_if) high_if = value(i);
  }
  std::printf("max %d %d\n", high, high_if);

  unsigned long product = 3;
  [[ptools::parallel(reduce=multiplies)]]
  for (int i = 0; i < n; ++i) product *= 2ul * i + 1;
  std::printf("multiplies %lu\n", product);

  unsigned all = ~0u, any = 0, odd = 5;
  [[ptools::parallel(reduce=bit_and(all), reduce=bit_or(any), reduce=bit_xor(odd))]]
  for (int i = 0; i < n; ++i) {
    all &= static_cast<unsigned>(value(i)) | 0xf00u;
    any |= 1u << (i % 19);
    odd ^= static_cast<unsigned>(value(i));
  }
  std::printf("bits %x %x %x\n", all, any, odd);

  bool every = true, some = false, none = false;
  [[ptools::parallel(reduce=logical_and(every), reduce=logical_or(some, none))]]
  for (int i = 0; i < n; ++i) {
    every = every && value(i) > -6'000'000;
    some = some || i == 40'000;
    none = none || i == n;
  }
  std::printf("logical %d %d %d\n", every, some, none);
}
