#pragma once

/// What the iterations of the loop that runs do to memory, as it happens. One loop at a time is
/// looked at, in the thread that runs it.

#include "check/access_history.hpp"

#include <cstddef>
#include <cstdint>

namespace ptools::check {

/// Whether accesses of this thread are an iteration's. In the fast model of thread-local variables,
/// which libraries that are there from the program's start may use.
[[gnu::tls_model("initial-exec")]] extern constinit thread_local bool recording;
/// The same, also where accesses do not count for a while.
[[gnu::tls_model("initial-exec")]] extern constinit thread_local bool in_iteration;

void note_access(const void* begin, std::size_t size, access_kind kind, const void* place);
void note_call(const void* place);
void note_return();
void note_freed_memory(const void* begin, std::size_t size);
void note_new_memory(const void* begin, std::size_t size);

inline void reads(const void* begin, std::size_t size, const void* place) {
  if (recording) {
    note_access(begin, size, access_kind::read, place);
  }
}

inline void writes(const void* begin, std::size_t size, const void* place) {
  if (recording) {
    note_access(begin, size, access_kind::write, place);
  }
}

/// What is made once for the whole program is made in each process alike: it does not count. They
/// may be nested.
void note_once_begins();
void note_once_ends();

} // namespace ptools::check
