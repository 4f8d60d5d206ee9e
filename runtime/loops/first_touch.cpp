/// Pages of a new array, faulted in by the workers that will use them.

#include "process/role.hpp"
#include "shm/budget_linux.hpp"
#include "shm/region.hpp"
#include "shm/stripes.hpp"
#include "support/perturb.hpp"

#include <ptools/error.hpp>
#include <ptools/generated/loop.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <sys/mman.h>

namespace {

constexpr std::size_t page = 4096;
/// Between two looks at how much memory there still is.
constexpr std::size_t step = std::size_t{64} << 20;

/// Less is not worth a loop.
constexpr std::size_t by_all = std::size_t{1} << 20;

/// Page by page where the kernel does not know the request (before 5.14). A page that it cannot
/// give would be a SIGBUS at the first write.
void touch(std::byte* begin, std::size_t size) {
  int error = EINTR;
  while (error == EINTR || error == EAGAIN) {
    error = madvise(begin, size, MADV_POPULATE_WRITE) == 0 ? 0 : errno;
  }
  if (error == 0) {
    return;
  }
  if (error != EINVAL) {
    throw ptools::out_of_memory(size, 0,
                                std::string("the kernel, which says: ") + std::strerror(error));
  }
  for (std::size_t i = 0; i < size; i += page) {
    __atomic_fetch_or(reinterpret_cast<unsigned char*>(begin + i), 0, __ATOMIC_RELAXED);
  }
}

void touch_steps(std::byte* begin, std::size_t size) {
  using namespace ptools;
  static const generated::site here{"shared_array", 0, "first touch", 0, generated::no_flags};
  const std::size_t pages = (size + page - 1) / page;
  const generated::options clauses;
  const auto range = generated::range(generated::less{}, generated::index<std::size_t>(0), pages,
                                      generated::up(1));
  generated::parallel(
      here, clauses, range,
      [](generated::chunk<decltype(range)> part, std::byte* from) {
        touch(from + part.first * page, (part.last - part.first) * page);
        return generated::results();
      },
      generated::reductions(), generated::captures(generated::capture("array", begin)),
      generated::globals());
}

} // namespace

void ptools::detail::touch_alone(void* block, std::size_t bytes) {
  auto* begin = static_cast<std::byte*>(block);
  auto* const first = reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(begin) &
                                                   ~std::uintptr_t{page - 1});
  touch(first, static_cast<std::size_t>(begin + bytes - first));
  support::perturb();
  if (shm::contains(block)) {
    shm::settle(block);
  }
}

void ptools::touch_by_all(void* block, std::size_t bytes) {
  if (bytes < by_all) {
    detail::touch_alone(block, bytes);
    return;
  }
  auto* begin = static_cast<std::byte*>(block);
  for (std::size_t done = 0; done < bytes; done += step) {
    const std::size_t now = std::min(step, bytes - done);
    const shm::budget have = shm::memory_budget();
    if (have.available < now) {
      throw out_of_memory(bytes, have.available, have.limit);
    }
    support::perturb();
    touch_steps(begin + done, now);
  }
  support::perturb();
  if (shm::contains(block)) {
    shm::settle(block);
  }
}
