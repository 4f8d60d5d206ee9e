#pragma once

long count_later(long n);

inline long count_here(long n) {
  long count = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < n; ++i)
    count += i % 3 == 0;
  return count;
}
