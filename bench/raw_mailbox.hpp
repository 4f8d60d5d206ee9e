#pragma once

/// The least that a remote call can be: a forked process that answers a number with a number, by a
/// cache line each way. No function, no arguments, no encoding, no answer to a death.

#include "doorbell.hpp"

#include <new>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

class raw_mailbox {
public:
  /// `spins`: 0 where both processes share a core.
  explicit raw_mailbox(int spins)
      : common_(new(shared_pages(sizeof(common))) common), spins_(spins) {
    const pid_t parent = getpid();
    pid_ = _Fork(); // without the handlers that libraries hang on fork()
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() == parent)
        serve();
      _exit(0);
    }
  }
  raw_mailbox(const raw_mailbox&) = delete;
  raw_mailbox& operator=(const raw_mailbox&) = delete;

  ~raw_mailbox() {
    common_->request.publish(last);
    waitpid(pid_, nullptr, 0);
    munmap(common_, sizeof(common));
  }

  void round_trip() {
    common_->request.publish(++round_);
    if (common_->reply.value.load(std::memory_order_acquire) != round_)
      common_->reply.wait(round_ - 1, spins_);
  }

private:
  static constexpr std::uint32_t last = UINT32_MAX;
  struct common {
    doorbell request;
    doorbell reply;
  };

  void serve() {
    for (std::uint32_t seen = 0;;) {
      seen = common_->request.wait(seen, spins_);
      if (seen == last)
        return;
      common_->reply.publish(seen);
    }
  }

  common* common_;
  int spins_;
  std::uint32_t round_ = 0;
  pid_t pid_ = 0;
};

} // namespace bench
