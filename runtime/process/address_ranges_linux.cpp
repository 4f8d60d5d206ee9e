#include "process/address_ranges_linux.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "process/own_stack_linux.hpp"
#include "shm/region.hpp"
#include "support/mappings_linux.hpp"

/// Linked in by AddressSanitizer, whose allocator has reserved all it will ever use.
extern "C" {
[[gnu::weak]] void __asan_init();
}

namespace ptools::process {

namespace {

constexpr std::uintptr_t page = 4096;
constexpr std::uintptr_t terabyte = std::uintptr_t{1} << 40;
/// Programs and their heap lie far below, the region too; libraries and mappings near the top.
constexpr std::uintptr_t area_begin = 0x700000000000;

struct range {
  std::uintptr_t begin;
  std::uintptr_t end;
  const char* what;
};
/// Fixed memory, as a signal handler reads it.
range ranges[1024];
int range_count = 0;

using support::mapping;
constexpr int most_mappings = 2048;

int read_mappings(mapping* out) {
  int n = 0;
  support::each_mapping([&](const mapping& m) {
    out[n++] = m;
    return n < most_mappings;
  });
  return n;
}

bool close_range(std::uintptr_t begin, std::uintptr_t end, const char* what,
                 bool over_existing = false) {
  if (begin >= end) {
    return true;
  }
  if (range_count == static_cast<int>(sizeof ranges / sizeof *ranges)) {
    return false;
  }
  const int place = over_existing ? MAP_FIXED : MAP_FIXED_NOREPLACE;
  void* at = mmap(reinterpret_cast<void*>(begin), end - begin, PROT_NONE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | place, -1, 0);
  if (at != reinterpret_cast<void*>(begin)) {
    if (at != MAP_FAILED) {
      munmap(at, end - begin);
    }
    return false;
  }
  ranges[range_count++] = {begin, end, what};
  return true;
}

/// The heap grows from the break upwards, until the next mapping.
bool close_heap(const mapping* maps, int n) {
  const auto brk = reinterpret_cast<std::uintptr_t>(sbrk(0));
  std::uintptr_t begin = (brk + page - 1) & ~(page - 1);
  std::uintptr_t end = begin + terabyte;
  for (int i = 0; i < n; ++i) {
    if (maps[i].heap) {
      begin = std::max(begin, maps[i].end);
    }
    if (maps[i].begin >= begin) {
      end = std::min(end, maps[i].begin);
    }
  }
  return close_range(begin, end, "heap");
}

/// The holes between libraries and mappings; the lowest address that is in use there.
std::uintptr_t close_holes(const mapping* maps, int n, std::uintptr_t stack_low) {
  std::uintptr_t lowest = stack_low;
  for (int i = n - 1; i >= 0; --i) {
    if (maps[i].begin >= area_begin && maps[i].end <= stack_low) {
      close_range(maps[i].end, lowest, "memory mappings");
      lowest = maps[i].begin;
    }
  }
  return lowest;
}

/// Mappings are placed downwards from near the stack: into holes there, then below the lowest.
bool close_mappings(const mapping* maps, int n, std::uintptr_t stack_low) {
  const std::uintptr_t lowest = close_holes(maps, n, stack_low);
  std::uintptr_t floor = area_begin;
  for (int i = 0; i < n; ++i) {
    if (maps[i].end <= lowest) {
      floor = std::max(floor, maps[i].end);
    }
  }
  const std::uintptr_t want = 4 * terabyte;
  return close_range(lowest - std::min(want, (lowest - floor) / 2 & ~(page - 1)), lowest,
                     "memory mappings");
}

/// Allocators that ask for places of their own choice go on where the driver's copy of them goes on
/// too: mimalloc's lie between 2 and 30 terabytes. A refused wish is placed as any other mapping.
void close_wished_places(const mapping* maps, int n) {
  constexpr std::uintptr_t first = 2 * terabyte;
  constexpr std::uintptr_t last = 30 * terabyte;
  std::uintptr_t hole = first;
  for (int i = 0; i < n && hole < last; ++i) {
    if (maps[i].end <= hole) {
      continue;
    }
    close_range(hole, std::min(maps[i].begin, last), "heap");
    hole = maps[i].end;
  }
  close_range(hole, last, "heap");
}

/// The lowest address into which the stack may grow.
std::uintptr_t stack_limit(const mapping& stack) {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const std::uintptr_t most = std::min<std::uintptr_t>(limit.rlim_cur, std::uintptr_t{1} << 26);
  return std::min(stack.begin, (stack.end - most) & ~(page - 1));
}

/// The pages of the stack that `main` uses, and those into which it may still grow.
bool close_stack(const mapping& stack, std::uintptr_t floor) {
  return close_range(stack.begin, floor & ~(page - 1), "stack", true) &&
         close_range(stack_limit(stack), stack.begin, "stack");
}

struct layout {
  const mapping* maps;
  int n;
  /// Null if it was not found.
  const mapping* stack;
};

layout own_layout() {
  static mapping maps[most_mappings];
  const int n = read_mappings(maps);
  const mapping* stack = std::find_if(maps, maps + n, [](const mapping& m) { return m.stack; });
  return {maps, n, stack == maps + n ? nullptr : stack};
}

std::uintptr_t lowest_mapping(const layout& own) {
  const auto* lowest = std::find_if(own.maps, own.maps + own.n,
                                    [](const mapping& m) { return m.begin >= area_begin; });
  return lowest == own.maps + own.n ? area_begin : lowest->begin;
}

} // namespace

address_margins leave_margins() {
  constexpr std::uintptr_t heap_margin = std::uintptr_t{64} << 20;
  constexpr std::uintptr_t mapping_margin = std::uintptr_t{1} << 30;
  const layout own = own_layout();
  if (own.stack == nullptr || &__asan_init != nullptr) {
    return {UINTPTR_MAX, 0};
  }
  sbrk(heap_margin); // where that is refused, the bounds are just as tight as they are
  const std::uintptr_t lowest = close_holes(own.maps, own.n, stack_limit(*own.stack));
  const bool closed = close_range(lowest - mapping_margin, lowest, "memory mappings");
  return {reinterpret_cast<std::uintptr_t>(sbrk(0)), closed ? lowest - mapping_margin : lowest};
}

bool within_margins(const address_margins& of_driver) {
  return reinterpret_cast<std::uintptr_t>(sbrk(0)) <= of_driver.heap_end &&
         lowest_mapping(own_layout()) >= of_driver.lowest_mapping;
}

bool reserve_driver_ranges(const void* stack_floor) {
  if (&__asan_init != nullptr) {
    return true;
  }
  const auto [maps, n, stack] = own_layout();
  if (stack == nullptr) {
    return false;
  }
  const bool heap = close_heap(maps, n);
  const bool mappings = close_mappings(maps, n, stack_limit(*stack));
  close_wished_places(maps, n);
  const bool closed = close_stack(*stack, reinterpret_cast<std::uintptr_t>(stack_floor));
  return closed && heap && mappings;
}

namespace {

/// Where a worker's new mappings lie, and nobody else's; nothing if that could not be arranged.
range own_part{};

/// Nothing lies there in this process: whoever gets there had the address from another one.
void note_range(std::uintptr_t begin, std::uintptr_t end, const char* what) {
  if (begin < end && range_count < static_cast<int>(sizeof ranges / sizeof *ranges)) {
    ranges[range_count++] = {begin, end, what};
  }
}

/// Inaccessible memory, wherever the kernel puts it; 0 if nowhere.
std::uintptr_t map_nothing(std::size_t size) {
  void* const at =
      mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return at == MAP_FAILED ? 0 : reinterpret_cast<std::uintptr_t>(at);
}

/// What the zygote has given back leaves holes, at the same places in all workers, into which new
/// mappings would go. Whether those go below `end` afterwards; with `ulimit -s unlimited` mappings
/// are placed upwards.
bool fill_holes_above(std::uintptr_t end) {
  constexpr int most_holes = 64;
  constexpr std::size_t largest = std::size_t{1} << 32;
  for (std::size_t size = largest; size >= page; size /= 8) {
    for (int i = 0;; ++i) {
      const std::uintptr_t at = map_nothing(size);
      const bool below = at != 0 && at < end;
      if (below || (at != 0 && size == largest)) {
        munmap(reinterpret_cast<void*>(at), size);
      }
      if (below) {
        break;
      }
      if (at == 0 || size == largest || i == most_holes) {
        return false;
      }
    }
  }
  return true;
}

} // namespace

void reserve_worker_range(unsigned slot) {
  if (&__asan_init != nullptr) {
    return;
  }
  // Workers in lower slots map their memory up there; those in higher ones below one's own.
  constexpr std::uintptr_t each = std::uintptr_t{1} << 36;
  const std::uintptr_t size = slot * each;
  if (const std::uintptr_t begin = map_nothing(size)) {
    if (fill_holes_above(begin)) {
      own_part = {begin - each, begin, "its own"};
    }
    note_range(begin, begin + size, memory_of_another_worker);
    note_range(begin - (shm::stripe_count - slot) * each, begin - each, memory_of_another_worker);
  }
  note_range(own_stacks, own_stacks + shm::stripe_count * own_stack_distance,
             memory_of_another_worker);
}

bool may_be_common(std::uintptr_t address) {
  return own_part.end != 0 && (address < own_part.begin || address >= own_part.end);
}

const char* range_of(std::uintptr_t address) {
  for (int i = 0; i < range_count; ++i) {
    if (address >= ranges[i].begin && address < ranges[i].end) {
      return ranges[i].what;
    }
  }
  return nullptr;
}

} // namespace ptools::process
