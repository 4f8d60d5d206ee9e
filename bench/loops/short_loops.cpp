#include "short_loops.hpp"

#include <ptools/ptools.hpp>

namespace bench {

void empty_loop() {
  [[ptools::parallel]]
  for (int i = 0; i < 2; ++i) {}
}

void offered_loop(long inner) {
  [[ptools::parallel]]
  for (int i = 0; i < 2; ++i) {
    for (long k = 0; k < inner; ++k)
      asm volatile("" : : "r"(k));
  }
}

void worker_loop() {
  [[ptools::parallel]]
  for (long i = 0; i < 2; ++i) {
    const long mine = i + ptools::myid();
    asm volatile("" : : "r"(mine));
  }
}

void unseen_loop() {
  [[ptools::parallel]]
  for (long i = 0; i < 2; ++i)
    opaque(i);
}

} // namespace bench
