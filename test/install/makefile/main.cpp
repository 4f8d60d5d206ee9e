#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  long sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < 1000; ++i)
    sum += i;
  std::printf("%ld %d\n", sum, ptools::nprocs() - 1);
}
