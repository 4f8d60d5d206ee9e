#include <ptools/error.hpp>

#include <cstdio>
#include <cstring>

namespace ptools {

// Destructors are here and not in the header so that each class has one type_info, in the library.
error::~error() = default;
failure::~failure() = default;
disconnected::~disconnected() = default;
overloaded::~overloaded() = default;
cancelled::~cancelled() = default;
timed_out::~timed_out() = default;
protocol_error::~protocol_error() = default;
unshareable::~unshareable() = default;
out_of_memory::~out_of_memory() = default;
worker_died::~worker_died() = default;
remote_error::~remote_error() = default;

const char* failure::what() const noexcept {
  return std::runtime_error::what();
}

const char* out_of_memory::what() const noexcept {
  return parts_->text.c_str();
}

namespace {

std::string readable_bytes(std::uint64_t bytes) {
  static constexpr const char* units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  std::string text = std::to_string(bytes) + " bytes";
  if (bytes < 1024)
    return text;
  double value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; value >= 1024 && unit + 1 < std::size(units); ++unit)
    value /= 1024;
  char rounded[48];
  std::snprintf(rounded, sizeof rounded, " (%.2f %s)", value, units[unit]);
  return text + rounded;
}

std::string place(const char* file, int line) {
  if (!file || !*file)
    return "";
  return std::string(" at ") + file + ":" + std::to_string(line);
}

std::string death_text(int worker, int signal, int exit_status, const char* file, int line,
                       const std::string& stderr_tail) {
  std::string text = "worker " + std::to_string(worker);
  if (signal != 0) {
    const char* name = sigabbrev_np(signal);
    text += " was killed by signal " + std::to_string(signal);
    if (name)
      text += std::string(" (SIG") + name + ")";
  } else {
    text += " exited with status " + std::to_string(exit_status);
  }
  text += place(file, line);
  if (!stderr_tail.empty())
    text += "; the last lines of its stderr:\n" + stderr_tail;
  return text;
}

} // namespace

unshareable::unshareable(const std::string& id, const std::string& text)
    : failure(text + " [" + id + "]"), parts_(std::make_shared<const parts>(parts{id, text})) {}

out_of_memory::out_of_memory(std::uint64_t asked, std::uint64_t available, const std::string& limit)
    : asked_(asked), available_(available),
      parts_(std::make_shared<const parts>(
          parts{limit, "out of shared memory: asked for " + readable_bytes(asked) + ", available " +
                           readable_bytes(available) + ", limited by " + limit})) {}

worker_died::worker_died(int worker, int signal, int exit_status, const char* file, int line,
                         const std::string& stderr_tail)
    : failure(death_text(worker, signal, exit_status, file, line, stderr_tail)), worker_(worker),
      signal_(signal), exit_status_(exit_status), line_(line),
      parts_(std::make_shared<const parts>(parts{file ? file : "", stderr_tail})) {}

} // namespace ptools
