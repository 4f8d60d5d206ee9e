#include "counts.hpp"

#include <cstdio>
#include <cstdlib>
#include <ptools/ptools.hpp>

// Prints the sum, and how many workers took part.
int main() {
  long sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < 1000; ++i)
    sum += i;
  std::printf("%ld %ld %d\n", sum, count_later(1000), ptools::nprocs() - 1);
}
