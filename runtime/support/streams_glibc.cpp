#include "support/streams_glibc.hpp"

#include <cstdio>
#include <iostream>
#include <stdio_ext.h>

namespace ptools::support {

void flush_output() {
  // A program that has unlinked the two keeps text in std::cout's own buffer.
  if (std::cout.rdbuf() != nullptr) {
    std::cout.rdbuf()->pubsync();
  }
  if (__fpending(stdout) > 0) {
    std::fflush(stdout);
  }
}

} // namespace ptools::support
