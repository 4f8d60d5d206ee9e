#include "process/common_heap_linux.hpp"

#include "process/address_ranges_linux.hpp"
#include "support/mappings_linux.hpp"
#include "support/own_modules_linux.hpp"
#include "support/watching.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

extern "C" {
[[gnu::weak]] void __asan_init();
}

namespace ptools::process {

namespace {

struct range {
  std::uintptr_t begin;
  std::uintptr_t end;
};
bool with_library_malloc = true;

/// Bytes taken of what was not noted; more than that the zygote does not have.
std::size_t taken_unnoted = 0;
constexpr std::size_t most_unnoted = std::size_t{16} << 20;

/// Fixed memory: what is allocated while looking would change what is seen.
range common[512];
std::size_t common_count = 0;

void add_common(std::uintptr_t begin, std::uintptr_t end) {
  if (begin < end && common_count < std::size(common)) {
    common[common_count++] = {begin, end};
  }
}

bool is_common(const void* block) {
  const auto at = reinterpret_cast<std::uintptr_t>(block);
  if (with_library_malloc && may_be_common(at) && taken_unnoted < most_unnoted) {
    taken_unnoted += malloc_usable_size(const_cast<void*>(block));
    return true; // what the zygote has mapped since
  }
  return std::any_of(common, common + common_count,
                     [at](const range& r) { return at >= r.begin && at < r.end; });
}

/// The heap begins behind the program's own variables.
std::uintptr_t end_of_program() {
  const support::own_module& program = support::own_modules().front();
  std::uintptr_t end = 0;
  for (int i = 0; i < program.header_count; ++i) {
    const ElfW(Phdr)& segment = program.headers[i];
    if (segment.p_type == PT_LOAD) {
      end = std::max(end, program.bias + segment.p_vaddr + segment.p_memsz);
    }
  }
  return end;
}

int mark_module(dl_phdr_info* module, std::size_t, void* out) {
  auto& at = *static_cast<range*>(out);
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = module->dlpi_phdr[i];
    const std::uintptr_t begin = module->dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD && at.begin < begin + segment.p_memsz && begin < at.end) {
      at.end = at.begin; // variables of a module, from which no allocator gives out
    }
  }
  return 0;
}

/// Where another allocator may have its blocks: all private memory without a file, except what
/// modules and the stack have.
void note_anonymous_memory() {
  support::each_mapping([](const support::mapping& m) {
    if (m.private_memory && !m.stack) {
      range at{m.begin, m.end};
      dl_iterate_phdr(mark_module, &at);
      add_common(at.begin, at.end);
    }
    return true;
  });
}

/// A block of this size out of what is free in common memory, if there is one; it stays taken.
bool take_common(std::size_t size) {
  void* block = std::malloc(size);
  // The compiler must not see that nothing is done with it.
  __asm__ volatile("" : "+r"(block));
  if (block == nullptr) {
    return false;
  }
  if (is_common(block)) {
    return true;
  }
  std::free(block);
  return false;
}

void take_all_common(std::size_t size) {
  while (take_common(size)) {
  }
}

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t largest_small = kilobyte + 8;
constexpr std::size_t smallest = 24;

/// The free end of the C library's heap in one piece. Gives the largest size that any other free
/// block can have: to ask for more would split the new end at one place after the other, and touch
/// a page at each.
std::size_t take_end_of_heap() {
  constexpr std::size_t head = 2 * sizeof(std::size_t);
  const struct mallinfo2 free_bytes = mallinfo2();
  if (free_bytes.keepcost > 4 * head) {
    take_common(free_bytes.keepcost - 3 * head);
  }
  return free_bytes.fordblks - free_bytes.keepcost;
}

/// A block of each small size is asked for next, which goes through the pages of the new end: they
/// come in one call, which is much quicker than as many faults.
void touch_new_end() {
  constexpr std::uintptr_t page = 4096;
  constexpr std::size_t all_small_blocks = (largest_small + smallest + 16) / 2 * 65;
  take_all_common(largest_small);
  void* const block = std::malloc(largest_small);
  const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(block) & ~(page - 1);
  if (block != nullptr) {
    madvise(reinterpret_cast<void*>(begin), all_small_blocks, MADV_POPULATE_WRITE);
  }
  std::free(block);
}

} // namespace

bool is_library_malloc() {
  if (support::watching != nullptr) {
    return true; // what stands in front of it hands all on
  }
  Dl_info malloc_info{};
  Dl_info library_info{};
  return dladdr(dlsym(RTLD_DEFAULT, "malloc"), &malloc_info) != 0 &&
         dladdr(dlsym(RTLD_DEFAULT, "fopen"), &library_info) != 0 &&
         malloc_info.dli_fbase == library_info.dli_fbase;
}

void note_common_heap() {
  if (&__asan_init != nullptr) {
    return;
  }
  with_library_malloc = is_library_malloc();
  if (with_library_malloc) {
    add_common(end_of_program(), reinterpret_cast<std::uintptr_t>(sbrk(0)));
  } else {
    note_anonymous_memory();
  }
}

void leave_common_heap() {
  if (&__asan_init != nullptr) {
    return;
  }
  // From large to small, so that the top of the heap goes in few steps; below a kilobyte
  // allocators keep a list for every sixteen bytes, above it four for every doubling.
  for (std::size_t size = 4096 * kilobyte; !with_library_malloc && size > 64 * kilobyte;
       size = size * 7 / 8) {
    take_all_common(size);
  }
  const std::size_t largest = with_library_malloc ? take_end_of_heap() : SIZE_MAX;
  for (std::size_t size = 64 * kilobyte; size > kilobyte;
       size = with_library_malloc ? size * 3 / 4 : size * 7 / 8) {
    if (size <= largest) {
      take_all_common(size);
    }
  }
  if (with_library_malloc) {
    touch_new_end();
  }
  for (std::size_t size = largest_small; size >= smallest; size -= 16) {
    take_all_common(size);
  }
  if (!with_library_malloc) {
    take_all_common(8);
  }
}

} // namespace ptools::process
