#include "process/crash_linux.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"

#include <csignal>
#include <sys/mman.h>

namespace ptools::process {

namespace {

constexpr std::size_t stack_size = 64 * 1024;

/// Only async-signal-safe steps: stores into the region, then the signal's own default action.
void note_and_die(int signal, siginfo_t* info, void*) {
  if (signal == SIGSEGV || signal == SIGBUS) {
    slot& mine = slot_at(my_slot());
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    mine.fault_address.store(address);
    if (const char* range = range_of(address)) {
      mine.fault_range = range;
      mine.words.store(last_words::stray_pointer);
    }
  }
  // The handler was installed with SA_RESETHAND: returning runs into the same fault again, now with
  // the default action; a signal that somebody sent has to be sent once more.
  if (info->si_code <= 0) {
    raise(signal);
  }
}

} // namespace

void watch_for_crashes() {
  void* at = mmap(nullptr, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) {
    return;
  }
  stack_t alternate{};
  alternate.ss_sp = at;
  alternate.ss_size = stack_size;
  sigaltstack(&alternate, nullptr);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    struct sigaction action{};
    action.sa_sigaction = note_and_die;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}

} // namespace ptools::process
