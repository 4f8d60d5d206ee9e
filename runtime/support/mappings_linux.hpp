#pragma once

/// What is mapped in this process, from /proc/self/maps.

#include <cstdint>
#include <cstdio>
#include <cstring>

namespace ptools::support {

struct mapping {
  std::uintptr_t begin;
  std::uintptr_t end;
  /// Can be read and written, belongs to this process alone, and no file stands behind it.
  bool private_memory;
  bool heap;
  bool stack;
};

/// Calls `see` with each, in the order of addresses, while it returns true. Allocates nothing but
/// the stream: what is allocated meanwhile would change what is seen.
template <class See>
void each_mapping(See see) {
  std::FILE* file = std::fopen("/proc/self/maps", "re");
  if (file == nullptr) {
    return;
  }
  char line[512];
  bool more = true;
  while (more && std::fgets(line, sizeof line, file) != nullptr) {
    unsigned long begin = 0;
    unsigned long end = 0;
    unsigned long inode = 0;
    char rights[5] = "";
    if (std::sscanf(line, "%lx-%lx %4s %*s %*s %lu", &begin, &end, rights, &inode) == 4) {
      more = see(mapping{begin, end, inode == 0 && std::strcmp(rights, "rw-p") == 0,
                         std::strstr(line, "[heap]") != nullptr,
                         std::strstr(line, "[stack]") != nullptr});
    }
  }
  std::fclose(file);
}

} // namespace ptools::support
