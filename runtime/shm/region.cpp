#include "shm/region.hpp"

#include <ptools/region.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

/// Defined by the start-up object; its address is null in a plain build.
extern "C" {
[[gnu::weak]] extern const int ptools_start_v1;
}

namespace ptools::shm {

namespace {

/// Far from where the kernel puts programs, heaps and libraries, and from what sanitizers reserve.
constexpr std::uintptr_t places[] = {0x200000000000, 0x300000000000, 0x180000000000,
                                     0x100000000000};
constexpr std::size_t gigabyte = std::size_t{1} << 30;
constexpr std::size_t sizes[] = {1024 * gigabyte, 256 * gigabyte, 64 * gigabyte, 16 * gigabyte,
                                 4 * gigabyte};

extent region{nullptr, 0};
bool is_shared = false;
bool mapped = false;
std::string why_not;
std::mutex mapping;

void* map_at_some_place(std::size_t size, int flags, int fd) {
  for (const std::uintptr_t place : places) {
    void* at = mmap(reinterpret_cast<void*>(place), size, PROT_READ | PROT_WRITE,
                    flags | MAP_NORESERVE | MAP_FIXED_NOREPLACE, fd, 0);
    if (at == reinterpret_cast<void*>(place)) {
      return at;
    }
    if (at != MAP_FAILED) {
      munmap(at, size); // a kernel that does not know the flag took it for a hint
    }
  }
  return nullptr;
}

/// A limit on file size would end the program with a signal before main has run.
class ignoring_file_size_signal {
public:
  ignoring_file_size_signal() {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGXFSZ, &ignore, &before_);
  }
  ~ignoring_file_size_signal() { sigaction(SIGXFSZ, &before_, nullptr); }

private:
  struct sigaction before_{};
};

bool map_shared() {
  const ignoring_file_size_signal guard;
  const int fd = memfd_create("ptools", MFD_CLOEXEC);
  if (fd < 0) {
    why_not = std::string("memfd_create: ") + std::strerror(errno);
    return false;
  }
  for (const std::size_t size : sizes) {
    if (ftruncate(fd, static_cast<off_t>(size)) != 0) {
      why_not = std::string("a memory file of that size is refused (ulimit -f?): ") +
                std::strerror(errno);
      continue;
    }
    if (void* at = map_at_some_place(size, MAP_SHARED, fd)) {
      region = {static_cast<std::byte*>(at), size};
      break;
    }
    why_not = std::string("no address space for it (ulimit -v?): ") + std::strerror(errno);
  }
  close(fd);
  if (region.begin == nullptr) {
    return false;
  }
  // A core dump of a worker would otherwise write, and even create, every page of the region.
  madvise(region.begin, region.size, MADV_DONTDUMP);
  why_not.clear();
  return true;
}

bool map_private() {
  for (const std::size_t size : sizes) {
    if (void* at = map_at_some_place(size, MAP_PRIVATE | MAP_ANONYMOUS, -1)) {
      region = {static_cast<std::byte*>(at), size};
      return true;
    }
  }
  return false;
}

} // namespace

void map_region() {
  const std::lock_guard hold(mapping);
  if (mapped) {
    return;
  }
  mapped = true;
  if (&ptools_start_v1 == nullptr) {
    why_not = "the program is built without ptools-cc";
  } else if (map_shared()) {
    is_shared = true;
    return;
  }
  map_private();
}

bool usable() {
  return region.begin != nullptr;
}
bool shared() {
  return is_shared;
}
const std::string& refusal() {
  return why_not;
}

extent whole() {
  return region;
}
extent control() {
  return {region.begin, control_size};
}
extent captures() {
  return {region.begin + control_size, region.size / 8};
}

extent stripe(unsigned index) {
  const std::size_t half = region.size / 2;
  if (index == 0) {
    std::byte* begin = captures().end();
    return {begin, static_cast<std::size_t>(region.begin + half - begin)};
  }
  const std::size_t each = half / stripe_count;
  return {region.begin + half + each * index, each};
}

unsigned stripe_of(const void* address) {
  const auto offset =
      static_cast<std::size_t>(static_cast<const std::byte*>(address) - region.begin);
  const std::size_t half = region.size / 2;
  return offset < half ? 0 : static_cast<unsigned>((offset - half) / (half / stripe_count));
}

bool contains(const void* address) {
  const auto at = static_cast<const std::byte*>(address);
  return region.begin != nullptr && at >= region.begin && at < region.begin + region.size;
}

void protect_captures() {
  mprotect(captures().begin, captures().size, PROT_READ);
}

void discard(void* begin, std::size_t size) {
  if (is_shared) {
    madvise(begin, size, MADV_REMOVE);
  } else {
    madvise(begin, size, MADV_DONTNEED);
  }
}

} // namespace ptools::shm

bool ptools::in_region(const void* address) noexcept {
  return shm::contains(address);
}
