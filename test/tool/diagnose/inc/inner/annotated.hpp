#pragma once

inline void chained(double* a, int n, double by) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] *= by;
}
