#include "support/streams_glibc.hpp"

#include <cstdio>
#include <ext/stdio_sync_filebuf.h>
#include <iostream>
#include <stdio_ext.h>

namespace ptools::support {

namespace {

/// The buffer of std::cout that only hands on to stdout, as it is at first.
const std::streambuf* hands_on() {
  static const std::ios_base::Init streams_are_there;
  const std::streambuf* const at_first = std::cout.rdbuf();
  return dynamic_cast<const __gnu_cxx::stdio_sync_filebuf<char>*>(at_first) != nullptr ? at_first
                                                                                       : nullptr;
}

const std::streambuf* const hands_on_to_stdout = hands_on();

} // namespace

void flush_output() {
  // A program that has unlinked the two keeps text in std::cout's own buffer.
  std::streambuf* const buffer = std::cout.rdbuf();
  if (buffer != hands_on_to_stdout && buffer != nullptr) {
    buffer->pubsync();
  }
  if (__fpending(stdout) > 0) {
    std::fflush(stdout);
  }
}

} // namespace ptools::support
