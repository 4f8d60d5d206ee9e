// workers= caps, if= chooses at run time, backend=serial stays here; the result does not depend on it.
#include <cstdio>
#include <ptools/ptools.hpp>

static double sum(int n, [[maybe_unused]] bool condition, [[maybe_unused]] int cap) {
  double here = 0, there = 0, one = 0;
  [[ptools::parallel(reduce=plus(here), if=condition && n > 10)]]
  for (int i = 0; i < n; ++i) here += 1.0 / (i + 1);
  [[ptools::parallel(reduce=plus(there), workers=cap)]]
  for (int i = 0; i < n; ++i) there += 1.0 / (i + 1);
  [[ptools::parallel(reduce=plus(one), backend=serial)]]
  for (int i = 0; i < n; ++i) one += 1.0 / (i + 1);
  std::printf("%d\n", here == there && there == one);
  return here;
}

int main() {
  for (const int cap : {1, 2, 100}) {
    std::printf("~ %.17g\n", sum(20'000, true, cap));
    std::printf("~ %.17g\n", sum(20'000, false, cap));
  }
  std::printf("~ %.17g\n", sum(5, true, 3));
}
