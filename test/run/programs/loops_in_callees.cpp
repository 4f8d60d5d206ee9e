// Annotated loops in functions that annotated loops call, to some depth.
#include <cstdio>
#include <ptools/ptools.hpp>

static long inner(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) s += i;
  return s;
}

static long middle(int n) {
  long s = inner(3);
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) s += inner(i);
  return s;
}

static long recursive(int depth) {
  if (depth == 0) return 1;
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 3; ++i) s += recursive(depth - 1) + i;
  return s;
}

int main() {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 40; ++i) s += middle(i);
  std::printf("%ld\n", s);
  std::printf("%ld\n", recursive(5));
}
