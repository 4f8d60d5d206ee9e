#pragma once

/// Who looks at what the iterations of loops do to memory: libptools_check in a program that was
/// built with --ptools-check, nobody in any other.

#include <cstddef>
#include <cstdint>

namespace ptools::support {

struct watcher {
  /// False: this loop is not looked at, and none of the following is called for it. With
  /// `only_shared` it is no matter what it does to memory of which each process has its own.
  bool (*loop_begins)(const char* file, unsigned line, bool only_shared);
  /// What this thread does to memory from here on is done by an iteration; counted from 0.
  void (*iteration_begins)(std::uint64_t number);
  void (*iteration_ends)();
  void (*loop_ends)();
  /// Newly given out: what was done there before was done to something else.
  void (*memory_is_new)(const void* begin, std::size_t size);
};

/// Null: nobody.
extern const watcher* watching;

} // namespace ptools::support
