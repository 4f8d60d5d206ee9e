// Counts the heads of 200 million coin flips. A flip is a pure function of its number, so the answer
// is the same on one process and on many.
#include <ptools/ptools.hpp>
#include <cstdio>

int main() {
  long heads = 0;
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < 200'000'000; ++i) heads += ptools::rand_bool(i);
  std::printf("%ld\n", heads);
}
