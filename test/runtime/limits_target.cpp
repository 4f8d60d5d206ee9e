/// Says whether loops ran on workers and are right; limits.sh runs it under all kinds of limits.

#include "by_hand.hpp"

#include <csignal>
#include <string>

using namespace by_hand;

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  CHECK(squares(10000) == squares_expected(10000));
  if (what == "abort") {
    try {
      each(workers_only, 2, g::options(), [](chunk) -> none { std::abort(); });
    } catch (const ptools::worker_died& e) {
      CHECK(e.signal() == SIGABRT);
    }
  } else if (what == "array") {
    ptools::shared_array<double> a(1000000, 1.5);
    CHECK(a[999999] == 1.5);
  }
  std::printf("right, with %d workers\n", ptools::nprocs() - 1);
}
