// The pages of a large array are touched when it is made, by the workers: they are in memory, process 1
// has not mapped them, and the workers have. Half of them is said to be enough, since the kernel may take
// pages away.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <ptools/ptools.hpp>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

static constexpr std::size_t page = 4096;

/// Pages from there on that the page table of the calling process has.
static std::size_t mapped(std::uintptr_t begin, std::size_t pages) {
  const int file = open("/proc/self/pagemap", O_RDONLY);
  std::vector<std::uint64_t> entries(pages);
  const auto size = static_cast<ssize_t>(pages * sizeof entries[0]);
  if (pread(file, entries.data(), pages * sizeof entries[0], static_cast<off_t>(begin / page * 8)) != size)
    std::abort();
  close(file);
  std::size_t count = 0;
  for (const std::uint64_t entry : entries) count += entry >> 63;
  return count;
}

static std::size_t in_memory(std::uintptr_t begin, std::size_t pages) {
  std::vector<unsigned char> states(pages);
  if (mincore(reinterpret_cast<void*>(begin), pages * page, states.data()) != 0) std::abort();
  std::size_t count = 0;
  for (const unsigned char state : states) count += state & 1;
  return count;
}

int main() {
  constexpr std::size_t bytes = std::size_t{8} << 20, pages = bytes / page - 2;
  const ptools::shared_array<char> a(bytes);
  // Without the pages at the ends, which hold other things as well.
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(a.data()) / page + 1) * page;
  const bool here = in_memory(begin, pages) > pages / 2;
  const bool mine = mapped(begin, pages) > pages / 2;
  std::size_t by_workers = 0;
  for (const int id : ptools::workers()) by_workers += ptools::remotecall_fetch(mapped, id, begin, pages);
  // CHECK: in memory: 1, mapped here: 0, by workers: 1
  std::printf("in memory: %d, mapped here: %d, by workers: %d\n", here, mine, by_workers > pages / 2);
}
