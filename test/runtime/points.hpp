#pragma once

/// Ends a process at one of the runtime's delicate points.

#include "support/perturb.hpp"

#include <atomic>
#include <csignal>
#include <cstring>
#include <string>
#include <unistd.h>

namespace points {

/// Where a process was ended; lies where the test sees it afterwards.
struct place {
  std::atomic<int> line{0};
  char file[40] = "";
};

inline std::string text_of(const char* file, int line) {
  const char* const slash = std::strrchr(file, '/');
  return std::string(slash == nullptr ? file : slash + 1) + ":" + std::to_string(line);
}
inline std::string text_of(const place& p) {
  return text_of(p.file, p.line.load());
}

namespace detail {
inline std::atomic<long> left{0};
inline place* report = nullptr;
inline std::string only;
} // namespace detail

/// This process ends at its k-th point from here on, and leaves in `report` which that was.
inline void die_at(long k, place* report) {
  detail::report = report;
  detail::left.store(k);
  ptools::support::watch_points([](const char* file, int line) {
    if (detail::left.fetch_sub(1) != 1) {
      return;
    }
    const char* const slash = std::strrchr(file, '/');
    std::strncpy(detail::report->file, slash == nullptr ? file : slash + 1,
                 sizeof detail::report->file - 1);
    detail::report->line.store(line);
    kill(getpid(), SIGKILL);
  });
}

/// This process ends when it comes to the point `where` for the k-th time.
inline void die_at(const std::string& where, long k) {
  detail::only = where;
  detail::left.store(k);
  ptools::support::watch_points([](const char* file, int line) {
    if (text_of(file, line) == detail::only && detail::left.fetch_sub(1) == 1) {
      kill(getpid(), SIGKILL);
    }
  });
}

/// This process says to which points it comes.
inline void list() {
  ptools::support::watch_points([](const char* file, int line) {
    const std::string text = text_of(file, line) + "\n";
    if (write(STDOUT_FILENO, text.data(), text.size()) < 0) {
      _exit(1);
    }
  });
}

} // namespace points
