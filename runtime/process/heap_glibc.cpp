#include "process/heap_glibc.hpp"

#include <cstddef>
#include <cstdlib>
#include <unistd.h>

extern "C" {
[[gnu::weak]] void __asan_init();
}

namespace ptools::process {

namespace {

/// A block of this size out of what is free below `end`, if there is one; it stays taken.
bool take_below(std::size_t size, const void* end) {
  void* block = std::malloc(size);
  // The compiler must not see that nothing is done with it.
  __asm__ volatile("" : "+r"(block));
  if (block == nullptr) {
    return false;
  }
  if (block < end) {
    return true;
  }
  std::free(block);
  return false;
}

} // namespace

const void* end_of_heap() {
  return sbrk(0);
}

void leave_common_heap(const void* common_end) {
  if (&__asan_init != nullptr) {
    return;
  }
  // From large to small, so that the top of the heap goes in few steps; below a kilobyte the
  // allocator keeps a list for every sixteen bytes.
  for (std::size_t size = 64 * 1024; size > 1024; size = size * 3 / 4) {
    while (take_below(size, common_end)) {
    }
  }
  for (std::size_t size = 1032; size >= 24; size -= 16) {
    while (take_below(size, common_end)) {
    }
  }
}

} // namespace ptools::process
