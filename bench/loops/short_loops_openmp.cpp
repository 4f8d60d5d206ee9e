#include "short_loops.hpp"

#include <omp.h>

namespace bench {

void opaque(long i) {
  asm volatile("" : : "r"(i) : "memory");
}

void use_openmp_threads(int n) {
  omp_set_dynamic(0);
  omp_set_num_threads(n);
}

void empty_loop_openmp() {
#pragma omp parallel for schedule(static)
  for (int i = 0; i < 2; ++i) {
  }
}

void offered_loop_openmp(long inner) {
#pragma omp parallel for schedule(static)
  for (int i = 0; i < 2; ++i) {
    for (long k = 0; k < inner; ++k)
      asm volatile("" : : "r"(k));
  }
}

} // namespace bench
