// The program of the README.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  long heads = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < 2'000'000; ++i) heads += ptools::rand_bool(i);
  std::printf("%ld\n", heads);
}
