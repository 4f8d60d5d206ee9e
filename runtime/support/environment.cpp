#include "support/environment.hpp"

#include "support/log.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

namespace ptools::support {

namespace {

environment current;

long long whole_number(const char* name, const char* text, long long least, long long most) {
  char* end = nullptr;
  errno = 0;
  const long long value = std::strtoll(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < least || value > most) {
    misuse(std::string(name) + "=" + text + " is not a whole number from " + std::to_string(least) +
           " to " + std::to_string(most));
  }
  return value;
}

double seconds(const char* name, const char* text) {
  char* end = nullptr;
  errno = 0;
  const double value = std::strtod(text, &end);
  if (errno != 0 || end == text || *end != '\0' || !(value > 0) || value > 1e6) {
    misuse(std::string(name) + "=" + text + " is not a number of seconds above 0");
  }
  return value;
}

} // namespace

const environment& read_environment() {
  current = environment{};
  if (const char* text = std::getenv("PTOOLS_WORKERS")) {
    current.workers = static_cast<int>(whole_number("PTOOLS_WORKERS", text, 0, most_workers));
  }
  if (const char* text = std::getenv("PTOOLS_WORKER_TIMEOUT")) {
    current.worker_timeout = seconds("PTOOLS_WORKER_TIMEOUT", text);
  }
  if (const char* text = std::getenv("PTOOLS_PERTURB")) {
    current.perturb =
        static_cast<std::uint64_t>(whole_number("PTOOLS_PERTURB", text, 0, 0x7fffffffffffffff));
  }
  if (const char* text = std::getenv("PTOOLS_GDB")) {
    current.gdb = static_cast<int>(whole_number("PTOOLS_GDB", text, 2, 1000000));
  }
  if (const char* text = std::getenv("PTOOLS_START")) {
    const std::string_view kind = text;
    if (kind != "fork" && kind != "exec") {
      misuse(std::string("PTOOLS_START=") + text + ": workers are started by fork or by exec");
    }
    current.start = kind == "exec" ? start_kind::exec : start_kind::fork;
  }
  return current;
}

const environment& get_environment() {
  return current;
}

} // namespace ptools::support
