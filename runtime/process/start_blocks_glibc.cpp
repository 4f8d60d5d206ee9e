#include "process/start_blocks_glibc.hpp"

#include "process/common_heap_linux.hpp"
#include "support/mappings_linux.hpp"

#include <algorithm>
#include <cstring>
#include <unistd.h>

extern "C" {
[[gnu::weak]] void __asan_init();
}

namespace ptools::process {

namespace {

// The layout of malloc's chunks, glibc 2.x (malloc/malloc.c, "malloc_chunk"): the size stands in
// the word before what the user has; its lowest three bits are flags; what the user has reaches
// into the first word of the next chunk.
constexpr std::size_t word = sizeof(std::size_t);
constexpr std::size_t head = 2 * word;
constexpr std::size_t flags = 7;
constexpr std::size_t previous_in_use = 1;
constexpr std::size_t is_mapped = 2;
constexpr std::size_t least_chunk = 4 * word;
constexpr std::uintptr_t page = 4096;

std::size_t size_word(std::uintptr_t chunk) {
  std::size_t size = 0;
  std::memcpy(&size, reinterpret_cast<const void*>(chunk + word), sizeof size);
  return size;
}

/// Chunk after chunk, up to the first that makes no sense.
void add_heap(std::uintptr_t begin, std::uintptr_t end, std::vector<start_block>& to) {
  std::uintptr_t chunk = (begin + head - 1) & ~(head - 1);
  while (chunk + least_chunk <= end) {
    const std::size_t size = size_word(chunk) & ~flags;
    if (size < least_chunk || size % head != 0 || size > end - chunk) {
      return;
    }
    const std::uintptr_t next = chunk + size;
    if (next + head > end) {
      return; // the top, which is free
    }
    if ((size_word(next) & previous_in_use) != 0) {
      to.push_back({chunk + head, next + word});
    }
    chunk = next;
  }
}

/// Large blocks have mappings of their own: their first page begins with the head.
void add_mapped(std::uintptr_t begin, std::uintptr_t end, std::vector<start_block>& to) {
  for (std::uintptr_t chunk = begin; chunk < end;) {
    const std::size_t size = size_word(chunk);
    std::size_t before = 0;
    std::memcpy(&before, reinterpret_cast<const void*>(chunk), sizeof before);
    const std::size_t length = size & ~flags;
    const bool block = (size & flags) == is_mapped && before == 0 && length % page == 0 &&
                       length != 0 && length <= end - chunk;
    if (block) {
      to.push_back({chunk + head, chunk + length});
    }
    chunk += block ? length : page; // else a thread's stack, or somebody else's
  }
}

} // namespace

start_blocks start_blocks::find() {
  start_blocks found;
  if (&__asan_init != nullptr || !is_library_malloc()) {
    return found;
  }
  const auto heap_end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  std::vector<support::mapping> places;
  places.reserve(64);
  support::each_mapping([&places](const support::mapping& m) {
    if (m.private_memory && !m.stack) {
      places.push_back(m);
    }
    return true;
  });
  for (const support::mapping& m : places) {
    if (m.heap) {
      add_heap(m.begin, std::min(m.end, heap_end), found.all_);
    } else {
      add_mapped(m.begin, m.end, found.all_);
    }
  }
  std::sort(found.all_.begin(), found.all_.end(),
            [](const start_block& a, const start_block& b) { return a.begin < b.begin; });
  found.seen_.resize(found.all_.size());
  return found;
}

void start_blocks::add_reached(std::uintptr_t begin, std::uintptr_t end) {
  if (all_.empty()) {
    return;
  }
  std::size_t next = reached_.size();
  look(begin, end);
  for (; next < reached_.size(); ++next) {
    look(all_[reached_[next]].begin, all_[reached_[next]].end);
  }
}

void start_blocks::look(std::uintptr_t begin, std::uintptr_t end) {
  for (std::uintptr_t at = (begin + word - 1) & ~(word - 1); at + word <= end; at += word) {
    std::uintptr_t value = 0;
    std::memcpy(&value, reinterpret_cast<const void*>(at), sizeof value);
    const std::size_t i = index_of(value);
    if (i != all_.size() && !seen_[i]) {
      seen_[i] = true;
      reached_.push_back(i);
    }
  }
}

std::vector<start_block> start_blocks::reached() const {
  std::vector<start_block> blocks;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (seen_[i]) {
      blocks.push_back(all_[i]);
    }
  }
  return blocks;
}

std::size_t start_blocks::index_of(std::uintptr_t address) const {
  const auto after =
      std::upper_bound(all_.begin(), all_.end(), address,
                       [](std::uintptr_t a, const start_block& b) { return a < b.begin; });
  return after != all_.begin() && address < std::prev(after)->end
             ? static_cast<std::size_t>(std::prev(after) - all_.begin())
             : all_.size();
}

} // namespace ptools::process
