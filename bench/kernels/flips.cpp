#include "kernels.hpp"

#include <ptools/ptools.hpp>

long bench::flips(long n) {
  long heads = 0;
  [[ptools::parallel(reduce = plus)]]
  for (long i = 0; i < n; ++i)
    heads += ptools::rand_bool(i);
  return heads;
}
