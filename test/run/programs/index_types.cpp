// An index of every integer type, signed and unsigned, and comparisons with bounds of other types.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>
#include <ptools/ptools.hpp>

template <class I>
void run(const char* name, I first, I last) {
  long sum = 0, count = 0;
  [[ptools::parallel(reduce=plus(sum, count))]]
  for (I i = first; i < last; ++i) {
    sum += static_cast<long>(i);
    ++count;
  }
  std::printf("%s %ld %ld\n", name, sum, count);
}

int main() {
  run<signed char>("signed char", -128, 127);
  run<unsigned char>("unsigned char", 0, 255);
  run<char>("char", 'A', 'z');
  run<short>("short", -32'768, 32'767);
  run<unsigned short>("unsigned short", 3, 65'535);
  run<int>("int", -5000, 5000);
  run<unsigned>("unsigned", 0, 9000);
  run<long>("long", -10, 9000);
  run<unsigned long>("unsigned long", 7, 9000);
  run<long long>("long long", 1, 2);
  run<unsigned long long>("unsigned long long", 0, 4096);
  run<std::ptrdiff_t>("ptrdiff_t", -4096, 0);
  run<char16_t>("char16_t", u'\0', u'\x3ff');

  const std::vector<int> v(1234, 2);
  long mixed = 0;
  [[ptools::parallel(reduce=plus(mixed))]]
  for (int i = 0; i < 1000l; ++i) mixed += i;
  [[ptools::parallel(reduce=plus(mixed))]]
  for (std::size_t i = 0; i < v.size(); ++i) mixed += v[i];
  [[ptools::parallel(reduce=plus(mixed))]]
  for (auto i = v.size(); i > 0; --i) mixed += v[i - 1];
  std::printf("mixed %ld\n", mixed);
}
