#include "shm/region.hpp"

#include "support/log.hpp"

#include <ptools/region.hpp>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
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

extent detail::region{nullptr, 0};

namespace {

/// Far from where the kernel puts programs, heaps and libraries, and from what sanitizers reserve.
constexpr std::uintptr_t places[] = {0x200000000000, 0x300000000000, 0x180000000000,
                                     0x100000000000};
constexpr const char* handover_name = "PTOOLS_INTERNAL_REGION";
constexpr std::size_t gigabyte = std::size_t{1} << 30;
constexpr std::size_t sizes[] = {1024 * gigabyte, 256 * gigabyte, 64 * gigabyte, 16 * gigabyte,
                                 4 * gigabyte};

using detail::region;
bool is_shared = false;
bool mapped = false;
int memory_file = -1;
bool keeps_file = true;
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
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGXFSZ, &ignore, &before_);
  }
  ~ignoring_file_size_signal() { sigaction(SIGXFSZ, &before_, nullptr); }

private:
  struct sigaction before_ {};
};

/// A core dump of a worker would otherwise write, and even create, every page of the region.
void keep_out_of_core_dumps() {
  madvise(region.begin, region.size, MADV_DONTDUMP);
}

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
  if (region.begin == nullptr) {
    close(fd);
    return false;
  }
  memory_file = fd;
  if (!keeps_file) {
    close_file();
  }
  keep_out_of_core_dumps();
  why_not.clear();
  return true;
}

struct handover {
  int file;
  std::size_t place;
  std::size_t size;
  /// 0: nothing was handed over.
  unsigned stripe;
};

handover read_handover() {
  const char* text = std::getenv(handover_name);
  if (text == nullptr) {
    return {};
  }
  handover h{};
  int parent = 0;
  char more = 0;
  const int fields = std::sscanf(text, "%d %d %zx %zx %u%c", &parent, &h.file, &h.place, &h.size,
                                 &h.stripe, &more);
  if (fields != 5 || h.stripe == 0 || h.stripe >= stripe_count) {
    std::string words = handover_name;
    words.append("=").append(text);
    support::misuse(words + " is not for users: the process that starts workers sets it");
  }
  // A program that the worker's own static initialisers start is no worker.
  return parent == getppid() ? h : handover{};
}

const handover& handed_over() {
  static const handover once = read_handover();
  return once;
}

void join(const handover& theirs) {
  auto* const place = reinterpret_cast<std::byte*>(theirs.place);
  void* at = mmap(place, theirs.size, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_NORESERVE | MAP_FIXED_NOREPLACE, theirs.file, 0);
  if (at != place) {
    support::say("a worker started by exec cannot take part: the shared region cannot be mapped "
                 "where the program has it");
    _exit(1);
  }
  close(theirs.file);
  region = {place, theirs.size};
  keep_out_of_core_dumps();
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
  if (handed_over().stripe != 0) {
    join(handed_over());
    is_shared = true;
  } else if (&ptools_start_v1 == nullptr) {
    why_not = "the program is built without ptools-cc";
    map_private();
  } else if (map_shared()) {
    is_shared = true;
  } else {
    map_private();
  }
}

int file() {
  return memory_file;
}

void close_file() {
  keeps_file = false;
  if (memory_file >= 0) {
    close(memory_file);
    memory_file = -1;
  }
}

void write_handover(char* text, std::size_t room, int file, unsigned stripe) {
  std::snprintf(text, room, "%s=%d %d %zx %zx %u", handover_name, static_cast<int>(getpid()), file,
                reinterpret_cast<std::size_t>(region.begin), region.size, stripe);
}

unsigned handed_over_stripe() {
  return handed_over().stripe;
}

void forget_handover() {
  handed_over();
  unsetenv(handover_name);
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
