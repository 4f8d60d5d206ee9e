#include "shm/budget_linux.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace ptools::shm {

namespace {

constexpr std::uint64_t unlimited = UINT64_MAX;
constexpr std::uint64_t least_reserve = std::uint64_t{64} << 20;

/// Empty if there is no such file.
std::string file_text(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return {};
  }
  std::string text;
  char part[4096];
  ssize_t n;
  while ((n = read(fd, part, sizeof part)) > 0) {
    text.append(part, static_cast<std::size_t>(n));
  }
  close(fd);
  return text;
}

/// How the two cgroup versions name the same things.
struct controller {
  const char* root;
  const char* limits[2];
  const char* usage;
  /// Keys of memory.stat whose pages the kernel can take back before it refuses.
  const char* reclaimable[2];
};
constexpr controller version2 = {"/sys/fs/cgroup",
                                 {"memory.max", "memory.high"},
                                 "memory.current",
                                 {"active_file", "inactive_file"}};
constexpr controller version1 = {"/sys/fs/cgroup/memory",
                                 {"memory.limit_in_bytes", nullptr},
                                 "memory.usage_in_bytes",
                                 {"total_active_file", "total_inactive_file"}};

void tighten(budget& so_far, std::uint64_t available, const std::string& limit) {
  if (available < so_far.available) {
    so_far = {available, limit};
  }
}

void look_at_group(budget& so_far, const controller& c, const std::string& folder) {
  const std::string usage_text = file_text(folder + "/" + c.usage);
  if (usage_text.empty()) {
    return;
  }
  const std::uint64_t usage = limit_value(usage_text);
  const std::string stat = file_text(folder + "/memory.stat");
  const std::uint64_t reclaimable =
      stat_value(stat, c.reclaimable[0]) + stat_value(stat, c.reclaimable[1]);
  const std::uint64_t held = usage - std::min(usage, reclaimable);
  for (const char* name : c.limits) {
    if (name == nullptr) {
      continue;
    }
    const std::string path = folder + "/" + name;
    const std::string text = file_text(path);
    const std::uint64_t limit = text.empty() ? unlimited : limit_value(text);
    if (limit < unlimited / 2) {
      tighten(so_far, limit - std::min(limit, held), path);
    }
  }
}

/// The group of this process and all above it; inside a container the path may not exist, then only
/// the root of the mount is looked at.
void look_at_groups(budget& so_far, const controller& c, std::string path) {
  for (;;) {
    look_at_group(so_far, c, c.root + path);
    const std::size_t slash = path.find_last_of('/');
    if (path.empty() || slash == std::string::npos) {
      return;
    }
    path.resize(slash);
  }
}

} // namespace

std::uint64_t meminfo_available(const std::string& text) {
  const std::size_t at = text.find("MemAvailable:");
  if (at == std::string::npos) {
    return unlimited;
  }
  return std::strtoull(text.c_str() + at + 13, nullptr, 10) * 1024;
}

std::uint64_t limit_value(const std::string& text) {
  return text.compare(0, 3, "max") == 0 ? unlimited : std::strtoull(text.c_str(), nullptr, 10);
}

std::uint64_t stat_value(const std::string& text, const std::string& key) {
  std::istringstream lines(text);
  std::string name;
  std::uint64_t value;
  while (lines >> name >> value) {
    if (name == key) {
      return value;
    }
  }
  return 0;
}

budget memory_budget() {
  budget so_far{meminfo_available(file_text("/proc/meminfo")), "MemAvailable of the machine"};
  std::istringstream groups(file_text("/proc/self/cgroup"));
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (second == std::string::npos) {
      continue;
    }
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string path = line.substr(second + 1);
    if (controllers.empty()) {
      look_at_groups(so_far, version2, path == "/" ? "" : path);
    } else if (controllers.find("memory") != std::string::npos) {
      look_at_groups(so_far, version1, path == "/" ? "" : path);
    }
  }
  const std::uint64_t reserve = std::max(least_reserve, so_far.available / 20);
  so_far.available -= std::min(reserve, so_far.available);
  return so_far;
}

} // namespace ptools::shm
