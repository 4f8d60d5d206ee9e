#include "process/zygote.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/common_heap_linux.hpp"
#include "process/exec_start_linux.hpp"
#include "process/own_stack_linux.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/stderr_relay.hpp"
#include "shm/region.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/futex_linux.hpp"
#include "support/log.hpp"
#include "transport/bell.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ptools::process {

void (*prepare_workers)() = nullptr;
void (*worker_main)() = nullptr;

namespace {

/// Of the driver.
pid_t zygote_pid = 0;
std::atomic<bool> zygote_reaped{false};

/// Closed by the driver's exec, which the zygote reads as end-of-file.
int exec_notice = -1;
ino_t exec_notice_pipe = 0;

/// Of the zygote.
int driver_fd = -1;
int signal_fd = -1;
/// Reads end-of-file when the driver has called exec, or has closed all its descriptors.
int exec_fd = -1;
pid_t driver_pid = 0;
stderr_relay relay;
const void* floor_of_main = nullptr;

constexpr std::uint64_t grace_at_end_ns = 2000000000;

void forget_signal_handlers() {
  for (int signal = 1; signal < 32; ++signal) {
    if (signal != SIGKILL && signal != SIGSTOP) {
      std::signal(signal, SIG_DFL);
    }
  }
  // Ctrl-C and its kin reach the whole process group; only the driver decides what they mean.
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : {SIGINT, SIGQUIT, SIGHUP, SIGCHLD, SIGUSR1}) {
    sigaddset(&blocked, signal);
  }
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

[[noreturn]] void be_worker(unsigned index, pid_t zygote, int stderr_write_end) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != zygote) {
    _exit(1); // it died before the line above
  }
  if (stderr_write_end >= 0) {
    dup2(stderr_write_end, STDERR_FILENO);
    close(stderr_write_end);
  }
  relay.close_all();
  close(driver_fd);
  close(signal_fd);
  close(exec_fd);
  become(role::worker, index, slot_at(index).id);
  run_on_own_stack(worker_main, index);
}

void start_in(unsigned index) {
  slot& s = slot_at(index);
  const pid_t self = getpid();
  // The slot's last owner may have died with an offer in hand that is not for its successor.
  s.ticket.store(0);
  transport::bell_of(index).asleep.store(0);
  s.answered.store(0);
  s.stderr_written = 0;
  s.words.store(last_words::none);
  s.fault_address.store(0);
  s.leave.store(0);
  slot_state expected = slot_state::wanted;
  if (!s.state.compare_exchange_strong(expected, slot_state::starting)) {
    return; // not wanted any more
  }
  const int write_end = relay.open_pipe(index);
  const pid_t pid = starts_by_exec() ? start_by_exec(index, write_end) : _Fork();
  if (pid == 0) {
    be_worker(index, self, write_end);
  }
  if (write_end >= 0) {
    close(write_end);
  }
  if (pid < 0) {
    support::say(std::string("cannot start a worker: fork: ") + std::strerror(errno));
    relay.finish(index);
    s.wait_status = 127 << 8;
    s.state.store(slot_state::dead);
    tell_driver();
    return;
  }
  s.pid.store(pid);
}

/// Everything a dead worker wrote is passed on before its death is told.
void reap() {
  int status = 0;
  pid_t pid;
  bool any = false;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    for (unsigned i = 1; i < shm::stripe_count; ++i) {
      slot& s = slot_at(i);
      const slot_state state = s.state.load();
      const bool alive = state == slot_state::starting || state == slot_state::ready ||
                         state == slot_state::leaving;
      if (alive && s.pid.load() == pid) {
        relay.finish(i);
        s.wait_status = status;
        s.pid.store(0);
        s.state.store(slot_state::dead);
        any = true;
      }
    }
  }
  if (any) {
    tell_driver();
  }
}

/// Starts what is wanted, kills what is late; milliseconds until the next deadline, -1 if none.
int look_at_slots() {
  std::uint64_t next = UINT64_MAX;
  const std::uint64_t now = support::now_ns();
  for (unsigned i = 1; i < shm::stripe_count; ++i) {
    slot& s = slot_at(i);
    const slot_state state = s.state.load();
    if (state == slot_state::wanted) {
      start_in(i);
    } else if (state == slot_state::leaving && s.pid.load() > 0) {
      const std::uint64_t deadline = s.deadline.load();
      if (deadline <= now) {
        kill(s.pid.load(), SIGKILL);
        s.deadline.store(UINT64_MAX);
      } else {
        next = std::min(next, deadline);
      }
    }
  }
  if (next == UINT64_MAX) {
    return -1;
  }
  return static_cast<int>((next - now) / 1000000 + 1);
}

bool any_worker() {
  for (unsigned i = 1; i < shm::stripe_count; ++i) {
    if (slot_at(i).pid.load() > 0) {
      return true;
    }
  }
  return false;
}

/// Asks all to leave (`grace`), or ends them at once.
void dismiss_all(std::uint64_t grace_ns) {
  for (unsigned i = 1; i < shm::stripe_count; ++i) {
    slot& s = slot_at(i);
    if (s.pid.load() <= 0) {
      continue;
    }
    if (grace_ns == 0) {
      kill(s.pid.load(), SIGKILL);
      continue;
    }
    s.deadline.store(support::now_ns() + grace_ns);
    s.state.store(slot_state::leaving);
    s.leave.store(1);
    support::futex_wake_all(s.leave);
  }
}

/// Whether the driver's process still runs the program: after an exec the region is not mapped in
/// it.
bool driver_has_region() {
  // No stream: that would allocate, and a lock may be held by a thread that is not here.
  char path[32];
  std::snprintf(path, sizeof path, "/proc/%d/maps", static_cast<int>(driver_pid));
  const int maps = open(path, O_RDONLY | O_CLOEXEC);
  if (maps < 0) {
    return true; // not ours to see; its pidfd will tell
  }
  constexpr char wanted[] = "/memfd:ptools";
  constexpr std::size_t overlap = sizeof wanted - 2;
  char text[8192];
  std::size_t kept = 0;
  bool found = false;
  for (ssize_t n; !found && (n = read(maps, text + kept, sizeof text - kept)) > 0;) {
    const std::size_t have = kept + static_cast<std::size_t>(n);
    found = std::string_view(text, have).find(wanted) != std::string_view::npos;
    kept = std::min(have, overlap);
    std::memmove(text, text + have - kept, kept);
  }
  close(maps);
  return found;
}

/// Nobody is left who could be told anything.
[[noreturn]] void end_all_at_once() {
  dismiss_all(0);
  while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
  relay.drain_all();
  _exit(0);
}

[[noreturn]] void serve() {
  bool ending = false;
  for (;;) {
    reap();
    if (!ending && shared_state().ending.load() != 0) {
      ending = true;
      dismiss_all(grace_at_end_ns);
    }
    if (ending && !any_worker()) {
      relay.drain_all();
      _exit(0);
    }
    const int timeout = look_at_slots();

    constexpr int own_entries = 3;
    pollfd watched[own_entries + shm::stripe_count];
    watched[0] = {driver_fd, POLLIN, 0};
    watched[1] = {signal_fd, POLLIN, 0};
    watched[2] = {exec_fd, POLLIN, 0};
    const int n = own_entries + relay.add_to(watched + own_entries);
    if (poll(watched, static_cast<nfds_t>(n), timeout) < 0) {
      continue;
    }
    if ((watched[1].revents & POLLIN) != 0) {
      signalfd_siginfo infos[16];
      while (read(signal_fd, infos, sizeof infos) > 0) {
      }
    }
    relay.pass_on(watched + own_entries);
    if (watched[0].revents != 0) {
      end_all_at_once();
    }
    if (watched[2].revents != 0) {
      if (!driver_has_region()) {
        end_all_at_once();
      }
      close(exec_fd); // it only closed its descriptors
      exec_fd = -1;
    }
  }
}

/// On a stack of its own, before anything else is mapped.
void zygote_main() {
  support::run_on_allowed_cores();
  if (!starts_by_exec() && !reserve_driver_ranges(floor_of_main)) {
    support::say(
        "stray pointers into the program's private memory cannot be told apart: its address ranges "
        "could not be reserved (ulimit -v?)");
  }
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGCHLD);
  sigaddset(&wanted, SIGUSR1);
  signal_fd = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signal_fd < 0) {
    _exit(1);
  }
  prctl(PR_SET_NAME, "ptools-zygote");
  if (!starts_by_exec()) {
    prepare_workers();
  }
  serve();
}

} // namespace

/// Which pipe a descriptor belongs to; 0 if none.
static ino_t pipe_behind(int descriptor) {
  struct stat what{};
  return fstat(descriptor, &what) == 0 && S_ISFIFO(what.st_mode) ? what.st_ino : 0;
}

bool start_zygote(const void* stack_floor) {
  floor_of_main = stack_floor;
  driver_fd = static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0));
  if (driver_fd < 0) {
    stay_alone(std::string("pidfd_open: ") + std::strerror(errno));
    return false;
  }
  fcntl(driver_fd, F_SETFD, FD_CLOEXEC);
  // What static initialisers have written and not yet flushed would be printed by every process.
  std::fflush(nullptr);
  // A request may come before the zygote has blocked the signal it comes by.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int exec_pipe[2];
  if (pipe2(exec_pipe, O_CLOEXEC) != 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    close(driver_fd);
    stay_alone(std::string("pipe: ") + std::strerror(errno));
    return false;
  }
  // The end that stays open in the program keeps out of the way of the numbers programs count on.
  const int kept_end = fcntl(exec_pipe[1], F_DUPFD_CLOEXEC, 200);
  if (kept_end >= 0) {
    close(exec_pipe[1]);
    exec_pipe[1] = kept_end;
  }
  exec_fd = exec_pipe[0];
  driver_pid = getpid();
  note_common_heap();
  const auto pid = static_cast<pid_t>(syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr));
  if (pid == 0) {
    become(role::zygote, 0, 0);
    close(exec_pipe[1]);
    if (!starts_by_exec()) {
      shm::close_file();
    }
    forget_signal_handlers();
    run_on_own_stack(zygote_main, 0);
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  close(driver_fd);
  close(exec_fd);
  driver_fd = -1;
  exec_fd = -1;
  if (pid < 0) {
    close(exec_pipe[1]);
    stay_alone(std::string("no process can be started: ") + std::strerror(errno));
    return false;
  }
  zygote_pid = pid;
  exec_notice = exec_pipe[1];
  exec_notice_pipe = pipe_behind(exec_notice);
  leave_common_heap();
  return true;
}

void wake_zygote() {
  // Until it is reaped its pid stays its own, so the signal cannot reach a stranger.
  if (zygote_pid > 0 && !zygote_reaped.load()) {
    kill(zygote_pid, SIGUSR1);
  }
}

void await_zygote_end() {
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(zygote_pid), &info, WEXITED | WNOWAIT | __WALL) != 0 &&
         errno == EINTR) {
  }
  zygote_reaped.store(true);
  while (waitid(P_PID, static_cast<id_t>(zygote_pid), &info, WEXITED | __WALL) != 0 &&
         errno == EINTR) {
  }
}

void leave_zygote_to_parent() {
  // The program may have closed it, and opened something of its own under that number.
  if (exec_notice >= 0 && pipe_behind(exec_notice) == exec_notice_pipe) {
    close(exec_notice);
    exec_notice = -1;
  }
}

void kill_zygote() {
  if (zygote_pid > 0 && !zygote_reaped.load()) {
    kill(zygote_pid, SIGKILL);
  }
}

} // namespace ptools::process
