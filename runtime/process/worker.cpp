#include "process/worker.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/common_heap_linux.hpp"
#include "process/crash_linux.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "shm/region.hpp"
#include "shm/stripes.hpp"
#include "support/cores_linux.hpp"
#include "support/environment.hpp"
#include "support/futex_linux.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"
#include "support/streams_glibc.hpp"
#include "support/waiting.hpp"
#include "transport/bell.hpp"
#include "transport/mailbox.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/// Linked in with --coverage (ptools-cc asks the linker for it).
extern "C" {
[[gnu::weak]] void __gcov_dump();
}

namespace ptools::process {

bool crowded = false;

namespace {

constexpr int most_sources = 4;
work_source sources[most_sources];
int source_count = 0;

/// Sleeps until the worker is asked to leave, whatever its main thread computes. That a second
/// thread exists also keeps the C++ library's reference counts and the C library's locks atomic.
void* service(void* argument) {
  slot& mine = *static_cast<slot*>(argument);
  prctl(PR_SET_NAME, "ptools-service");
  while (mine.leave.load() == 0) {
    support::futex_wait(mine.leave, 0);
  }
  leave_worker(0);
}

void start_service_thread(slot& mine) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, service, &mine) != 0) {
    support::say("a worker cannot start its service thread (ulimit -u?)");
    _exit(1);
  }
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void use_null_stdin() {
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null >= 0 && null != STDIN_FILENO) {
    dup2(null, STDIN_FILENO);
    close(null);
  }
}

/// When memory runs out the kernel should take a worker, whose death is an error with a name,
/// before the program or a bystander.
void offer_itself_to_the_oom_killer() {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file >= 0) {
    if (write(file, "300", 3) != 3) {
      // Not allowed here; the order of victims then is the kernel's.
    }
    close(file);
  }
}

void default_signals_of_user_code() {
  sigset_t ours;
  sigemptyset(&ours);
  for (const int signal : {SIGCHLD, SIGUSR1}) {
    sigaddset(&ours, signal);
  }
  sigprocmask(SIG_UNBLOCK, &ours, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
}

/// Without a stream or a string: that would touch pages of the library in each worker.
void set_name(int id) {
  char name[32] = "ptools-worker-";
  std::to_chars(name + std::strlen(name), std::end(name) - 1, id);
  prctl(PR_SET_NAME, name);
}

/// The debugger attaches to a process that waits for it, before any user code runs in it.
void wait_for_debugger(int id) {
  if (support::get_environment().gdb != id) {
    return;
  }
  prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
  support::say("worker " + std::to_string(id) + " is process " + std::to_string(getpid()) +
               ", waiting for the debugger");
  raise(SIGSTOP);
}

/// Returns when there is work, as far as can be told from here. Whoever has just started sleeps at
/// once: others are being started, for which the core is needed.
void await_work(unsigned index, bool just_started) {
  const auto any = [index] {
    return std::any_of(sources, sources + source_count,
                       [index](const work_source& s) { return s.ready(index); });
  };
  if (just_started || !support::look_awhile(crowded, any)) {
    transport::sleep_at(transport::bell_of(index), any);
  }
}

/// The first thread of a process has the loader look up a symbol in all libraries, which touches
/// pages of each. One with a stack of its own, that the C library does not keep for the next.
void start_a_thread_once() {
  constexpr std::size_t size = 64 * 1024;
  void* const stack =
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) {
    return;
  }
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, size);
  pthread_t thread;
  if (pthread_create(
          &thread, &attributes, [](void*) -> void* { return nullptr; }, nullptr) == 0) {
    pthread_join(thread, nullptr);
  }
  pthread_attr_destroy(&attributes);
  munmap(stack, size);
}

/// Whether the zygote has done in this worker what it does for all.
bool is_prepared = false;

} // namespace

void prepare_to_fork_workers() {
  use_null_stdin();
  shm::prepare_owner();
  start_a_thread_once();
  is_prepared = true;
}

bool add_work_source(work_source source) {
  sources[source_count++] = source;
  return true;
}

void leave_worker(int status) {
  support::flush_output();
  std::fflush(nullptr);
  if (&__gcov_dump != nullptr) {
    __gcov_dump();
  }
  _exit(status);
}

void run_worker() {
  const unsigned index = my_slot();
  slot& mine = slot_at(index);
  reserve_worker_range(index);
  leave_common_heap();
  if (!is_prepared) {
    support::run_on_allowed_cores();
    use_null_stdin();
  }
  default_signals_of_user_code();
  offer_itself_to_the_oom_killer();
  watch_for_crashes();
  shm::own_stripe(index);
  shm::protect_captures();
  transport::open_mailbox(index, mine.id);
  crowded = support::allowed_cores() < 2;
  set_name(mine.id);
  if (const auto& seed = support::get_environment().perturb) {
    support::start_perturbing(*seed + index);
  }
  start_service_thread(mine);
  wait_for_debugger(mine.id);
  mine.answered.store(1);
  slot_state expected = slot_state::starting; // unless it was asked to leave meanwhile
  mine.state.compare_exchange_strong(expected, slot_state::ready);
  tell_driver();
  for (bool just_started = true;; just_started = false) {
    await_work(index, just_started);
    for (int i = 0; i < source_count; ++i) {
      sources[i].serve(index);
    }
  }
}

} // namespace ptools::process
