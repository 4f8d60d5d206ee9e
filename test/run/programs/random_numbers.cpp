// Random numbers are functions of seed and index, so they are the same on any process.
#include <cstdio>
#include <random>
#include <ptools/ptools.hpp>

static void run() {
  const int n = 20'000;
  long heads = 0;
  double inside = 0, sum = 0;
  unsigned long mix = 0;
  [[ptools::parallel(reduce=plus(heads, inside, sum), reduce=bit_xor(mix))]]
  for (int i = 0; i < n; ++i) {
    heads += ptools::rand_bool(i);
    const double x = ptools::rand_uniform(i), y = ptools::rand_uniform(i, 1);
    if (x * x + y * y < 1) inside += 1;
    ptools::random_stream stream(i);
    mix ^= stream() + stream();
    std::uniform_int_distribution<int> die(1, 6);
    sum += die(stream);
  }
  std::printf("%ld %g %g %lu\n", heads, inside, sum, mix);
}

int main() {
  run();
  ptools::seed(12'345);
  run();
  ptools::seed(0);
  run();
}
