/// How long after a worker's death the loop in which it was ends with worker_died: when the other
/// worker comes to the end of its iterations soon, and when it computes on and has to be ended too.

#include "../ratio.hpp"

#include <ptools/ptools.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// Seconds from the death to the error.
double death_in_a_loop(bool other_computes_on) {
  ptools::shared_array<double> died(1);
  try {
    [[ptools::parallel(workers = 2)]] for (int i = 0; i < 1000; ++i) {
      if (i == 0 && other_computes_on) {
        for (volatile int computing = 1; computing != 0;) {
        }
      }
      if (i == 900) {
        died[0] = bench::now();
        raise(SIGKILL);
      }
      for (volatile int k = 0; k < 1000; k = k + 1) {
      }
    }
  } catch (const ptools::worker_died&) {
    return bench::now() - died[0];
  }
  std::fputs("time_deaths: nobody has died\n", stderr);
  std::exit(1);
}

void report(const char* what, bool other_computes_on, int rounds) {
  std::vector<double> took;
  for (int i = 0; i < rounds; ++i) {
    const std::vector<int> now = ptools::workers();
    ptools::addprocs(2 - (now[0] == 1 ? 0 : static_cast<int>(now.size())));
    took.push_back(death_in_a_loop(other_computes_on));
  }
  std::sort(took.begin(), took.end());
  std::printf("{\"death\": \"%s\", \"rounds\": %d, \"median_s\": %.6f, \"slowest_s\": %.6f}\n",
              what, rounds, took[took.size() / 2], took.back());
}

} // namespace

int main(int argc, char** argv) {
  const char* const text = bench::option(argc, argv, "rounds");
  const int rounds = std::max(1, text == nullptr ? 200 : std::atoi(text));
  report("the other worker ends its leaf soon", false, rounds);
  report("the other worker computes on for ever", true, rounds / 4 + 1);
}
