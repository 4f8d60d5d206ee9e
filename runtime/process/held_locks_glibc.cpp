#include "process/held_locks_glibc.hpp"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <pthread.h>

namespace ptools::process {

namespace {

/// How a mutex begins on x86-64, glibc 2.x (sysdeps/x86/nptl/bits/struct_mutex.h).
struct mutex_head {
  int lock;       ///< 1 held, 2 held and waited for
  unsigned count; ///< of a recursive one
  int owner;      ///< its thread
  unsigned users;
  int kind;
};

std::vector<int> own_threads() {
  std::vector<int> ids;
  if (DIR* tasks = opendir("/proc/self/task")) {
    while (const dirent* entry = readdir(tasks)) {
      if (entry->d_name[0] != '.') {
        ids.push_back(std::atoi(entry->d_name));
      }
    }
    closedir(tasks);
  }
  return ids;
}

/// Apart from the owner.
bool may_be_held(const mutex_head& m) {
  constexpr unsigned many = 1u << 16;
  return (m.lock == 1 || m.lock == 2) && m.count < many && m.owner > 0 && m.users >= 1 &&
         m.users < many && m.kind >= 0 && m.kind < 0x400;
}

[[gnu::no_sanitize("address")]] bool is_locked(const std::byte* mutex) {
  int lock = 0;
  __builtin_memcpy(&lock, mutex, sizeof lock);
  return lock == 1 || lock == 2;
}

/// Whether so many bytes from here on lie in one part.
bool is_inside(const program_data& data, std::size_t offset, std::size_t size) {
  const std::byte* const at = data.address(offset);
  return data.offset_of(at) == offset && data.offset_of(at + size - 1) == offset + size - 1;
}

struct candidate {
  std::size_t offset;
  int owner;
};

void look(const program_data& data, const byte_range& changed, std::vector<candidate>& to) {
  constexpr std::size_t step = alignof(pthread_mutex_t);
  // The first byte that has changed may be any of the head's.
  const std::size_t back = (sizeof(mutex_head) / step + 1) * step;
  const std::size_t from = changed.begin / step * step;
  for (std::size_t at = from < back ? 0 : from - back; at < changed.end; at += step) {
    const bool near_the_edge = at < from || at + sizeof(mutex_head) > changed.end;
    if (near_the_edge && !is_inside(data, at, sizeof(mutex_head))) {
      continue;
    }
    if (!is_locked(data.address(at))) {
      continue;
    }
    mutex_head head;
    copy_bytes(reinterpret_cast<std::byte*>(&head), data.address(at), sizeof head);
    if (may_be_held(head)) {
      to.push_back({at, head.owner});
    }
  }
}

} // namespace

std::vector<byte_range> held_locks(const program_data& data, const std::vector<byte_range>& in) {
  std::vector<candidate> candidates;
  for (const byte_range& changed : in) {
    look(data, changed, candidates);
  }
  std::vector<byte_range> found;
  const std::vector<int> threads = candidates.empty() ? std::vector<int>() : own_threads();
  for (const candidate& c : candidates) {
    if (std::find(threads.begin(), threads.end(), c.owner) != threads.end()) {
      found.push_back({c.offset, c.offset + sizeof(pthread_mutex_t)});
    }
  }
  return found;
}

} // namespace ptools::process
