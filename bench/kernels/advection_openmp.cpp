#include "kernels.hpp"

void bench::advect_openmp(double* q, const double* u, long length, long columns, long steps) {
  for (long t = 0; t < steps; ++t) {
#pragma omp parallel for schedule(static)
    for (long j = 0; j < columns; ++j)
      for (long i = 0; i < length; ++i)
        q[i + length * (j + columns * (t + 1))] =
            q[i + length * (j + columns * t)] + u[i + length * (j + columns * t)];
  }
}
