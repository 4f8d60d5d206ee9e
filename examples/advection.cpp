// A blob carried round by a turning flow: one parallel loop per time step over the columns of a
// shared array. The first index runs fastest, so a column lies together in memory.
#include <cmath>
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 700, steps = 600;
  const double dt = 0.3;
  ptools::shared_array<double, 2> now(n, n), next(n, n);

  [[ptools::parallel]]
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const double x = (i - 0.3 * n) / n, y = (j - 0.5 * n) / n;
      now(i, j) = std::exp(-200 * (x * x + y * y));
      next(i, j) = 0;
    }

  for (int step = 0; step < steps; ++step) {
    [[ptools::parallel]]
    for (int j = 1; j < n - 1; ++j)
      for (int i = 1; i < n - 1; ++i) {
        const double u = 2.0 * (j - n / 2) / n, v = -2.0 * (i - n / 2) / n;
        const double q = now(i, j);
        // Upwind: look at the side that the flow comes from.
        const double dx = u > 0 ? q - now(i - 1, j) : now(i + 1, j) - q;
        const double dy = v > 0 ? q - now(i, j - 1) : now(i, j + 1) - q;
        next(i, j) = q - dt * (u * dx + v * dy);
      }
    swap(now, next);
  }

  double mass = 0, highest = 0;
  [[ptools::parallel(reduce=plus(mass), reduce=max(highest))]]
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      mass += now(i, j);
      if (now(i, j) > highest) highest = now(i, j);
    }
  std::printf("mass %.6f, highest %.6f\n", mass, highest);
}
