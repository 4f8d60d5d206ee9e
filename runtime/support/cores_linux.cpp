#include "support/cores_linux.hpp"

#include <algorithm>

namespace ptools::support {

namespace {
cpu_set_t noted;
bool is_noted = false;
} // namespace

void note_allowed_cores(const cpu_set_t& at_start) {
  noted = at_start;
  is_noted = CPU_COUNT(&noted) > 0;
}

int allowed_cores() {
  cpu_set_t now = noted;
  if (!is_noted && sched_getaffinity(0, sizeof now, &now) != 0) {
    return 1;
  }
  return std::max(CPU_COUNT(&now), 1);
}

void run_on_allowed_cores() {
  if (is_noted) {
    sched_setaffinity(0, sizeof noted, &noted); // refused only if the cores are gone meanwhile
  }
}

} // namespace ptools::support
