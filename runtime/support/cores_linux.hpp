#pragma once

#include <sched.h>

namespace ptools::support {

/// Number of cores that this process may run on; at least 1.
inline int allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) {
    return 1;
  }
  const int n = CPU_COUNT(&set);
  return n > 0 ? n : 1;
}

} // namespace ptools::support
