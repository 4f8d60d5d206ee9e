#include "kernels.hpp"

double bench::dot_openmp(const double* a, const double* b, long n) {
  double sum = 0;
#pragma omp parallel for reduction(+ : sum)
  for (long i = 0; i < n; ++i)
    sum += a[i] * b[i];
  return sum;
}
