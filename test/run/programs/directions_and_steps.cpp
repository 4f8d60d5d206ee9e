// Both directions, steps of any size, steps that are variables.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 10'007;
  unsigned long sums[8] = {};
  unsigned long s = 0;

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = n; i > 0; --i) s += static_cast<unsigned long>(i) * i;
  sums[0] = s, s = 0;

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = n; i >= 0; i--) s += i % 13;
  sums[1] = s, s = 0;

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 3; i < n; i += 7) s += i;
  sums[2] = s, s = 0;

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = n; i > -n; i -= 11) s += i + n;
  sums[3] = s, s = 0;

  const int step = 5;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = -n; i < n; i = i + step) s += i + n;
  sums[4] = s, s = 0;

  long back = 17;
  [[ptools::parallel(reduce=plus(s))]]
  for (long i = n; i >= 5; i -= back) s += i;
  sums[5] = s, s = 0;

  int negative = -3;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = n; i > 0; i += negative) s += i;
  sums[6] = s, s = 0;

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i != n - 7; i += 10) s += i;
  sums[7] = s;

  for (unsigned long sum : sums) std::printf("%lu\n", sum);
}
