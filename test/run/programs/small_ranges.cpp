// Empty ranges, ranges of one iteration, ranges shorter than there are workers.
#include <cstdio>
#include <ptools/ptools.hpp>

static long one = 1; // a body that reads a global is for workers, however short the loop

static long sum(long first, long last) {
  long s = 1000;
  [[ptools::parallel(reduce=plus)]]
  for (long i = first; i < last; ++i) s += i * one;
  return s;
}

int main() {
  std::printf("%ld %ld %ld\n", sum(0, 0), sum(5, 5), sum(10, -10));
  std::printf("%ld %ld\n", sum(0, 1), sum(-7, -6));
  for (long n = 2; n < 12; ++n) std::printf("%ld ", sum(0, n));
  std::puts("");

  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (unsigned i = 3; i < 3; ++i) ++s;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i <= 0; ++i) ++s;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1; i += 1000) ++s;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 5; i > 4; --i) ++s;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 5; i < 4; ++i) ++s;
  std::printf("%ld\n", s);

  bool none = false, all = true;
  int low = 77;
  [[ptools::parallel(reduce=logical_or(none), reduce=logical_and(all), reduce=min(low))]]
  for (int i = 0; i < 0; ++i) {
    none = none || true;
    all = all && false;
    if (i < low) low = i;
  }
  std::printf("%d %d %d\n", none, all, low);
}
