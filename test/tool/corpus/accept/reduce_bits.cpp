// reduce=bit_and, bit_or, bit_xor.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstdint>

unsigned common(const unsigned* a, int n) {
  unsigned bits = ~0u;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=bit_and)]]
  for (int i = 0; i < n; ++i)
    bits &= a[i];
  return bits;
}

std::uint64_t any(const std::uint64_t* a, int n) {
  std::uint64_t bits = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=bit_or(bits))]]
  for (int i = 0; i < n; ++i)
    bits |= a[i];
  return bits;
}

std::uint32_t checksum(const std::uint32_t* a, std::uint32_t n) {
  std::uint32_t sum = 0;
  // shape: canonical, unsigned-index, raw-read, reduction
  [[ptools::parallel(reduce=bit_xor)]]
  for (std::uint32_t i = 0; i < n; ++i)
    sum ^= a[i] * (i + 1);
  return sum;
}

int written_out(const int* a, int n) {
  int all = -1, some = 0, odd = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=bit_and(all), reduce=bit_or(some), reduce=bit_xor(odd))]]
  for (int i = 0; i < n; ++i) {
    all = all & a[i];
    some = some | a[i];
    odd = a[i] ^ odd;
  }
  return all + some + odd;
}
