#pragma once

/// How much memory this process may still take, by the machine and by every cgroup above it.
/// Asking the kernel by trying does not work: it answers with SIGKILL for somebody.

#include <cstdint>
#include <string>

namespace ptools::shm {

struct budget {
  std::uint64_t available;
  /// Which limit is the tightest, in words: "MemAvailable of the machine", or a cgroup's file.
  std::string limit;
};

/// A reserve (5 % of what there is, at least 64 MB) is already taken off.
budget memory_budget();

/// Parts of the above that are pure, for tests: text of /proc/meminfo, of a limit file.
std::uint64_t meminfo_available(const std::string& text);
std::uint64_t limit_value(const std::string& text);
std::uint64_t stat_value(const std::string& text, const std::string& key);

} // namespace ptools::shm
