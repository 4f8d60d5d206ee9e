// < <= > >= != with the index on either side.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 4001;
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i <= n; ++i) s += i;
  [[ptools::parallel(reduce=plus)]]
  for (int i = n; i >= 1; --i) s += 2 * i;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i != n; ++i) s += 3 * i;
  [[ptools::parallel(reduce=plus)]]
  for (int i = n; i != 0; --i) s += 5 * i;
  std::printf("%ld\n", s);
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; n > i; ++i) s += 7 * i;
  [[ptools::parallel(reduce=plus)]]
  for (int i = n; 0 < i; --i) s += 11 * i;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 1; n >= i; i += 2) s += 13 * i;
  [[ptools::parallel(reduce=plus)]]
  for (unsigned i = 10; i <= 10u; ++i) s += i;
  [[ptools::parallel(reduce=plus)]]
  for (unsigned i = n; 1u <= i; --i) s += i;
  std::printf("%ld\n", s);
}
