#include <cmath>
#include <cstdio>
#include <ptools/ptools.hpp>

// Prints a line now and then, for as long as it is let.
int main() {
  ptools::addprocs(2);
  for (long round = 0;; ++round) {
    double s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 2000; ++i) s += std::sqrt(static_cast<double>(i));
    if (round % 200 != 0) continue;
    std::printf("round %ld %g\n", round, s);
    std::fflush(stdout);
  }
}
