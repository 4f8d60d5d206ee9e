#pragma once

inline void forced(double* a, int n) { // expected@-2: PT0036 "-include"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
