#include "kernels.hpp"

#include <ptools/random.hpp>

long bench::flips_openmp(long n) {
  long heads = 0;
#pragma omp parallel for reduction(+ : heads)
  for (long i = 0; i < n; ++i)
    heads += ptools::rand_bool(i);
  return heads;
}
