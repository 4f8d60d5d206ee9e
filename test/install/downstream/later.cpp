#include "counts.hpp"

#include <ptools/ptools.hpp>

long count_later(long n) {
  long count = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < n; ++i)
    count += i % 2;
  return count + count_here(n);
}
