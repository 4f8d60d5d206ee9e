#pragma once

/// The least that a team of processes can be: forked members that run a function when told to. No
/// descriptor, no captures, no claims, no leaves, no answer to a death.

#include "doorbell.hpp"

#include <new>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

class raw_team {
public:
  using work = void (*)(int member);
  static constexpr int most_workers = 2;

  /// `workers` forked processes, members 1 and up. If `caller_works`, the caller is member 0; else
  /// it only waits. Nobody spins when there are more processes than cores.
  raw_team(int workers, bool caller_works)
      : common_(new(shared_pages(sizeof(common))) common), workers_(workers),
        caller_works_(caller_works), spins_(workers + 1 > cores() ? 0 : 32) {
    for (int k = 0; k < workers_; ++k) {
      const pid_t parent = getpid();
      pids_[k] = _Fork(); // without the handlers that libraries hang on fork()
      if (pids_[k] == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() == parent)
          serve(k);
        _exit(0);
      }
    }
  }
  raw_team(const raw_team&) = delete;
  raw_team& operator=(const raw_team&) = delete;

  ~raw_team() {
    common_->function = nullptr;
    common_->go.publish(++round_);
    for (int k = 0; k < workers_; ++k)
      waitpid(pids_[k], nullptr, 0);
    munmap(common_, sizeof(common));
  }

  /// Runs `function` on every member; returns when all have.
  void run(work function) {
    common_->function = function;
    common_->go.publish(++round_);
    if (caller_works_)
      function(0);
    for (int k = 0; k < workers_; ++k) {
      if (common_->done[k].value.load(std::memory_order_acquire) != round_)
        common_->done[k].wait(round_ - 1, spins_);
    }
  }

private:
  struct common {
    doorbell go;
    doorbell done[most_workers];
    work function = nullptr;
  };

  void serve(int k) {
    for (std::uint32_t seen = 0;;) {
      seen = common_->go.wait(seen, spins_);
      if (common_->function == nullptr)
        return;
      common_->function(k + 1);
      common_->done[k].publish(seen);
    }
  }

  static int cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  }

  common* common_;
  int workers_;
  bool caller_works_;
  int spins_;
  std::uint32_t round_ = 0;
  pid_t pids_[most_workers] = {};
};

} // namespace bench
