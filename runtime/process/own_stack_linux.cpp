#include "process/own_stack_linux.hpp"

#include "support/log.hpp"

#include <algorithm>
#include <cstddef>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

/// AddressSanitizer must be told that the stack changes; absent from ordinary programs.
extern "C" {
[[gnu::weak]] void __sanitizer_start_switch_fiber(void** fake_stack, const void* bottom,
                                                  std::size_t size);
[[gnu::weak]] void __sanitizer_finish_switch_fiber(void* fake_stack, const void** old_bottom,
                                                   std::size_t* old_size);
}

namespace ptools::process {

namespace {

void (*next_function)() = nullptr;

void arrive() {
  if (&__sanitizer_finish_switch_fiber != nullptr) {
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
  }
  next_function();
}

} // namespace

void run_on_own_stack(void (*function)(), unsigned number) {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const std::size_t most = std::size_t{64} << 20;
  const std::size_t least = std::size_t{1} << 20;
  const std::size_t size =
      std::clamp<std::size_t>(limit.rlim_cur, least, most) & ~std::size_t{4095};
  constexpr std::size_t guard = 64 * 1024;
  // Not where the kernel would put it: there the driver's own next mapping will lie.
  void* const apart = reinterpret_cast<void*>(own_stacks + number * own_stack_distance);
  void* at = mmap(apart, size + guard, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (at == MAP_FAILED) {
    support::say("no memory for a worker's stack");
    _exit(1);
  }
  mprotect(at, guard, PROT_NONE);
  ucontext_t here;
  getcontext(&here);
  here.uc_stack.ss_sp = static_cast<std::byte*>(at) + guard;
  here.uc_stack.ss_size = size;
  here.uc_link = nullptr;
  next_function = function;
  makecontext(&here, arrive, 0);
  if (&__sanitizer_start_switch_fiber != nullptr) {
    __sanitizer_start_switch_fiber(nullptr, here.uc_stack.ss_sp, here.uc_stack.ss_size);
  }
  setcontext(&here);
  _exit(1); // not reached
}

} // namespace ptools::process
