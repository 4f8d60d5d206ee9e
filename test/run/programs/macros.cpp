// Loops, bounds and annotations that come out of macros.
#include <cstdio>
#include <ptools/ptools.hpp>

#define COUNT 500
#define FIRST 3
#define LAST(n) ((n) + 1)
#define ADD(s, e) s += (e)
#define PARALLEL_SUM(v) [[ptools::parallel(reduce=plus(v))]]
#define SQUARE(x) ((x) * (x))

int main() {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < COUNT; ++i) ADD(s, SQUARE(i));
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus(s))]]
  for (int i = FIRST; i < LAST(COUNT); i += FIRST) s += i;
  std::printf("%ld\n", s);

  PARALLEL_SUM(s)
  for (int i = COUNT; i > 0; --i) s += i;
  std::printf("%ld\n", s);
}
