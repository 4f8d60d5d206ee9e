#include "kernels.hpp"

#include <ptools/ptools.hpp>

double bench::dot(const ptools::shared_array<double>& a, const ptools::shared_array<double>& b,
                  long n) {
  double sum = 0;
  [[ptools::parallel(reduce = plus)]]
  for (long i = 0; i < n; ++i)
    sum += a[i] * b[i];
  return sum;
}
