// Every integer type of index.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

void unsigned_index(unsigned* a, unsigned n) {
  // shape: canonical, unsigned-index, captured-write, raw-write
  [[ptools::parallel]]
  for (unsigned i = 0; i < n; ++i)
    a[i] = i;
}

void size_index(std::vector<int, ptools::shared_allocator<int>>& a) {
  // shape: canonical, unsigned-index, bound-call, captured-write, vector-write
  [[ptools::parallel]]
  for (std::vector<int>::size_type i = 0; i < a.size(); ++i)
    a[i] = 7;
}

void wide_index(double* a, long long n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (long long i = 0; i < n; ++i)
    a[i] = static_cast<double>(i);
}

void short_index(short* a, short n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (short i = 0; i < n; ++i)
    a[i] = i;
}

void byte_index(const std::uint8_t* table, std::uint8_t* out) {
  // shape: canonical, unsigned-index, raw-read, captured-write, raw-write
  [[ptools::parallel]]
  for (std::uint8_t i = 0; i < 255; ++i)
    out[i] = table[i];
}

void fixed_index(std::int64_t* a, std::int64_t from, std::int64_t to) {
  // shape: canonical, low-bound, captured-write, raw-write
  [[ptools::parallel]]
  for (std::int64_t i = from; i < to; ++i)
    a[i - from] = i;
}

void deduced_index(double* a, std::ptrdiff_t n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (auto i = std::ptrdiff_t{0}; i < n; ++i)
    a[i] = 0.0;
}

using cell = int;

void alias_index(double* a, cell n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (cell c = 0; c < n; ++c)
    a[c] = 0.0;
}

void mixed_bound(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (long i = 0; i < n; ++i)
    a[i] = 0.0;
}

void pointer_index(double* first, double* last) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (double* p = first; p != last; ++p)
    *p = 1.0;
}
