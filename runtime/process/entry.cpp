/// What happens before the program's own `main`, and after it.

#include "process/entry.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/exec_start_linux.hpp"
#include "process/own_stack_linux.hpp"
#include "process/program_data_linux.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/worker.hpp"
#include "process/zygote.hpp"
#include "shm/region.hpp"
#include "shm/stripes.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/environment.hpp"
#include "support/futex_linux.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"

#include <ptools/generated/site.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <optional>
#include <pthread.h>
#include <string>
#include <sys/prctl.h>
#include <unistd.h>

namespace ptools::process {

namespace {

constexpr int most_actions = 8;
void (*actions[most_actions])();
int action_count = 0;

bool unseen_functions_expected = false;

/// The program's own frames lie this much below the entry's, so that a worker can close them all.
constexpr std::size_t gap = 64 * 1024;

/// Process that traces this one, 0 if none.
int tracer() {
  int pid = 0;
  if (std::FILE* status = std::fopen("/proc/self/status", "re")) {
    char line[256];
    while (std::fgets(line, sizeof line, status) != nullptr) {
      if (std::strncmp(line, "TracerPid:", 10) == 0) {
        pid = std::atoi(line + 10);
      }
    }
    std::fclose(status);
  }
  return pid;
}

/// A debugger would not stop in workers, so that breakpoints in loops would be passed by; programs
/// that only list system calls follow forks by themselves.
bool traced_by_debugger() {
  const int pid = tracer();
  if (pid == 0) {
    return false;
  }
  char name[64] = "";
  if (std::FILE* comm = std::fopen(("/proc/" + std::to_string(pid) + "/comm").c_str(), "re")) {
    static_cast<void>(!std::fgets(name, sizeof name, comm));
    std::fclose(comm);
  }
  return std::strncmp(name, "strace", 6) != 0 && std::strncmp(name, "ltrace", 6) != 0;
}

int thread_count() {
  int n = 0;
  if (DIR* tasks = opendir("/proc/self/task")) {
    while (const dirent* entry = readdir(tasks)) {
      n += entry->d_name[0] != '.';
    }
    closedir(tasks);
  }
  return n;
}

/// Waits for the zygote's end, so that every pending operation learns of it at once. That there is
/// a second thread also keeps the C++ library's reference counts atomic.
void* service(void*) {
  prctl(PR_SET_NAME, "ptools-service");
  await_zygote_end();
  common& all = shared_state();
  for (unsigned i = 1; i < shm::stripe_count; ++i) {
    slot& s = slot_at(i);
    const slot_state state = s.state.load();
    if (state != slot_state::free && state != slot_state::dead) {
      s.wait_status = SIGKILL;
      s.pid.store(0);
      s.state.store(slot_state::dead);
    }
  }
  all.zygote_gone.store(1);
  tell_driver();
  return nullptr;
}

bool start_service_thread() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  const bool started = pthread_create(&thread, &attributes, service, nullptr) == 0;
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return started;
}

/// A stripe for a process that is no member of the cluster, when it first needs one.
std::optional<unsigned> stripe_for_outsider() {
  for (unsigned i = shm::stripe_count - 1; i > 0; --i) {
    slot_state expected = slot_state::free;
    if (slot_at(i).state.compare_exchange_strong(expected, slot_state::dead)) {
      slot_at(i).outsider.store(getpid());
      return i;
    }
  }
  for (unsigned i = shm::stripe_count - 1; i > 0; --i) {
    std::int32_t pid = slot_at(i).outsider.load();
    if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH &&
        slot_at(i).outsider.compare_exchange_strong(pid, getpid())) {
      return i;
    }
  }
  return std::nullopt;
}

/// A child that user code forks is a process of its own: it has no workers, and its allocations
/// must not land where its parent allocates.
void in_forked_child() {
  if (my_role() != role::driver && my_role() != role::worker) {
    return;
  }
  leave_zygote_to_parent();
  become(role::outsider, 0, my_id());
  stay_alone("this process was forked by the program itself and is no member of the cluster");
  shm::leave_other_stripes_alone(stripe_for_outsider);
}

/// Runs at exit(), in whichever process calls it.
void at_exit(int status, void*) {
  if (my_role() == role::worker) {
    // A body has called exit(): destructors and handlers of the program are not this worker's to
    // run.
    slot_at(my_slot()).words.store(last_words::called_exit);
    leave_worker(status);
  }
  end_cluster();
}

void at_quick_exit() {
  if (my_role() == role::worker) {
    slot_at(my_slot()).words.store(last_words::called_exit);
    return;
  }
  end_cluster();
}

/// Before the zygote is made, so that workers that are forked from it have these handlers too:
/// those of the program itself, registered earlier, must not run in them.
void watch_own_end() {
  pthread_atfork(nullptr, note_forked_child, in_forked_child);
  on_exit(at_exit, nullptr);
  std::at_quick_exit(at_quick_exit);
}

/// Decides how workers are started. For exec the program may have to begin again: then this does
/// not return.
void choose_start(support::start_kind wish, char** argv) {
  const bool asked = wish == support::start_kind::exec;
  const bool threads = wish == support::start_kind::automatic && thread_count() > 1;
  if (!asked && !threads) {
    return;
  }
  const std::string why = addresses_are_random() ? restart_at_fixed_addresses(argv) : std::string();
  if (why.empty()) {
    if (threads) {
      support::say("threads were started before main (by static initialisers): workers are started "
                   "by exec, so that they have them too (PTOOLS_START=fork starts them without)");
    }
    prepare_start_by_exec(argv);
    return;
  }
  if (asked) {
    support::misuse("PTOOLS_START=exec: " + why);
  }
  support::say("threads were started before main (by static initialisers): they do not exist in "
               "workers, because " +
               why);
}

const void* floor_of_worker = nullptr;

void begin_after_exec() {
  if (!reserve_driver_ranges(floor_of_worker)) {
    support::say("stray pointers into the program's private memory cannot be told apart: its "
                 "address ranges could not be reserved (ulimit -v?)");
  }
  run_worker();
}

/// A worker that was started by exec goes no further than the entry of main.
[[noreturn]] void be_worker_after_exec(const void* stack_floor) {
  join_as_worker();
  support::read_environment();
  watch_own_end();
  floor_of_worker = stack_floor;
  run_on_own_stack(begin_after_exec, my_slot());
}

/// After this there are workers for the asking, or `why_alone` says why not.
void set_up(const void* stack_floor, char** argv) {
  const support::environment& wishes = support::read_environment();
  if (wishes.perturb) {
    support::start_perturbing(*wishes.perturb);
  }
  if (wishes.workers == 0) {
    stay_alone("PTOOLS_WORKERS=0");
    return;
  }
  if (traced_by_debugger()) {
    support::say("under a debugger: no workers, loops run in process 1 (ptools-run --gdb=ID debugs "
                 "a worker)");
    stay_alone("the program runs under a debugger");
    return;
  }
  shm::map_region();
  if (!shm::shared()) {
    stay_alone("no shared region: " + shm::refusal());
    return;
  }
  choose_start(wishes.start, argv);
  prepare_workers = prepare_to_fork_workers;
  worker_main = run_worker;
  slot& mine = slot_at(0);
  mine.id = 1;
  mine.pid.store(getpid());
  mine.state.store(slot_state::ready);
  watch_own_end();
  // A worker that is started by exec has run static initialisers itself, and may have threads that
  // use what they made: locks, queues. Bytes of process 1 would break those.
  if (unseen_functions_expected && !starts_by_exec()) {
    keep_program_data();
  }
  if (!start_zygote(stack_floor)) {
    return;
  }
  become(role::driver, 0, 1);
  if (!start_service_thread()) {
    stay_alone("no service thread can be started (ulimit -u?)");
    kill_zygote();
    return;
  }
  for (int i = 0; i < action_count; ++i) {
    actions[i]();
  }
}

} // namespace

bool at_entry(void (*action)()) {
  if (action_count < most_actions) {
    actions[action_count++] = action;
  }
  return true;
}

void end_cluster() {
  if (my_role() != role::driver) {
    return;
  }
  common& all = shared_state();
  all.ending.store(1);
  support::perturb();
  wake_zygote();
  const std::uint64_t give_up = support::now_ns() + 8000000000u;
  while (all.zygote_gone.load() == 0) {
    const std::uint32_t seen = all.news.load();
    support::perturb();
    if (all.zygote_gone.load() != 0) {
      break;
    }
    if (support::now_ns() > give_up) {
      kill_zygote();
    }
    support::futex_wait(all.news, seen, 1000);
  }
  become(role::alone, 0, 1);
  stay_alone("the cluster was shut down");
}

} // namespace ptools::process

bool ptools::generated::expect_unseen_functions() noexcept {
  return ptools::process::unseen_functions_expected = true;
}

extern "C" [[gnu::noinline]] int ptools_enter_v1(int argc, char** argv, char** envp,
                                                 int (*real_main)(int, char**, char**),
                                                 bool uses_constructs,
                                                 const cpu_set_t* cores_at_start) {
  ptools::support::note_allowed_cores(*cores_at_start);
  if (uses_constructs) {
    if (ptools::process::started_by_exec()) {
      ptools::process::be_worker_after_exec(__builtin_frame_address(0));
    }
    ptools::process::set_up(__builtin_frame_address(0), argv);
  }
  ptools::shm::close_file();
  void* volatile pad = __builtin_alloca(ptools::process::gap);
  *static_cast<volatile char*>(pad) = 0;
  const int status = real_main(argc, argv, envp);
  *static_cast<volatile char*>(pad) = 1; // keeps this frame while main runs
  return status;
}
