// A loop per time step: the second thousand of loops must work as the first.
#include <cstdio>
#include <ptools/ptools.hpp>

// Loops as short as these run in process 1, unless the body reads a global: then they are for workers.
static double share = 0;

int main() {
  const int n = 256;
  ptools::shared_array<double> now(n), next(n);
  now[n / 2] = 1;
  for (int step = 0; step < 1500; ++step) {
    share = step % 2 ? 0.25 : 0.125;
    [[ptools::parallel]]
    for (int i = 1; i < n - 1; ++i)
      next[i] = now[i] + share * (now[i - 1] - 2 * now[i] + now[i + 1]);
    swap(now, next);
  }
  for (int i = 0; i < n; i += 16) std::printf("%.17g\n", now[i]);

  long s = 0;
  for (int k = 0; k < 500; ++k) {
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < k % 9; ++i) s += i * k;
  }
  std::printf("%ld\n", s);
}
