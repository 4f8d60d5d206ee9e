#include "support/log.hpp"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

namespace ptools::support {

void say(std::string_view text) {
  std::string line = "ptools: ";
  line.append(text);
  line.push_back('\n');
  const char* from = line.data();
  std::size_t left = line.size();
  while (left > 0) {
    const ssize_t n = write(STDERR_FILENO, from, left);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return; // stderr is closed or broken: there is nobody to tell
    }
    from += n;
    left -= static_cast<std::size_t>(n);
  }
}

void misuse(const std::string& text) {
  say(text);
  _exit(2);
}

} // namespace ptools::support
