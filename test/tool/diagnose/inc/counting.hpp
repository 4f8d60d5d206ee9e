#pragma once

inline int count_in_header(const int* a, int n) {
  int count = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (a[i] > 0)
      ++count; // expected: PT0024 "the body writes 'count'"
  return count;
}
