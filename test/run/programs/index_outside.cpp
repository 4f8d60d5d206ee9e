// An index declared before the loop has its serial final value afterwards.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  int i = -1;
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (i = 0; i < 100'000; ++i) s += i;
  std::printf("%ld %d\n", s, i);

  [[ptools::parallel(reduce=plus(s))]]
  for (i = 3; i < 1000; i += 10) s += i;
  std::printf("%ld %d\n", s, i);

  [[ptools::parallel(reduce=plus(s))]]
  for (i = 7; i < 7; ++i) s += i;
  std::printf("%ld %d\n", s, i);

  unsigned long k;
  [[ptools::parallel(reduce=plus(s))]]
  for (k = 500; k > 0; --k) s += k;
  std::printf("%ld %lu\n", s, k);

  short small;
  [[ptools::parallel(reduce=plus(s))]]
  for (small = 10; small >= -10; small -= 3) s += small;
  std::printf("%ld %d\n", s, small);
}
