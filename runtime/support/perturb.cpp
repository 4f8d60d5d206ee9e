#include "support/perturb.hpp"

#include <ctime>
#include <sched.h>

namespace ptools::support {

bool perturbing = false;

namespace {
std::uint64_t state = 0;
void (*watcher)(const char* file, int line) = nullptr;
}

void start_perturbing(std::uint64_t seed) {
  state = seed * 0x9e3779b97f4a7c15u + 1;
  perturbing = true;
}

void watch_points(void (*passed)(const char* file, int line)) {
  watcher = passed;
  perturbing = true;
}

void perturb_now(const char* file, int line) {
  if (watcher != nullptr) {
    watcher(file, line);
    return;
  }
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  const std::uint64_t choice = state >> 59;
  if (choice < 8) {
    sched_yield();
  } else if (choice < 10) {
    const timespec moment{0, static_cast<long>(state % 50000)};
    nanosleep(&moment, nullptr);
  }
}

} // namespace ptools::support
