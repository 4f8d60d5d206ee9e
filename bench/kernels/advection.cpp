#include "kernels.hpp"

#include <ptools/ptools.hpp>

void bench::advect(field& q, const field& u, long length, long columns, long steps) {
  for (long t = 0; t < steps; ++t) {
    [[ptools::parallel(schedule = static)]]
    for (long j = 0; j < columns; ++j)
      for (long i = 0; i < length; ++i)
        q(i, j, t + 1) = q(i, j, t) + u(i, j, t);
  }
}
