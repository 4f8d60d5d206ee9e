// A sum in every integer type, wrapping where the type wraps.
#include <cstdint>
#include <cstdio>
#include <ptools/ptools.hpp>

template <class T>
void sum(const char* name, T start, int count) {
  T s = start;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < count; ++i) s += static_cast<T>(i % 7);
  std::printf("%s %lld\n", name, static_cast<long long>(s));
}

int main() {
  sum<signed char>("signed char", -3, 20);
  sum<unsigned char>("unsigned char", 250, 1000);
  sum<short>("short", -5, 3000);
  sum<unsigned short>("unsigned short", 65'000, 30'000);
  sum<int>("int", 1, 100'000);
  sum<unsigned>("unsigned", 4'294'967'290u, 100'000);
  sum<long>("long", -1, 100'000);
  sum<unsigned long>("unsigned long", ~0ul - 5, 100'000);
  sum<long long>("long long", 7, 100'000);
  sum<unsigned long long>("unsigned long long", 0, 100'000);
  sum<std::int8_t>("int8_t", 0, 30);
  sum<std::uint64_t>("uint64_t", 0, 12'345);
  sum<std::size_t>("size_t", 1, 999);
  sum<char>("char", 'a', 3);
}
