#pragma once

/// The least that many calls under way can be: a forked process that answers numbers, by a ring of
/// 64-byte places each way whose count is published once a batch.

#include "doorbell.hpp"

#include <algorithm>
#include <new>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

class raw_ring {
public:
  static constexpr std::uint32_t window = 1024;

  raw_ring() : way_(new (shared_pages(2 * sizeof(one_way))) one_way[2]) {
    const pid_t parent = getpid();
    pid_ = _Fork(); // without the handlers that libraries hang on fork()
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() == parent)
        serve();
      _exit(0);
    }
  }
  raw_ring(const raw_ring&) = delete;
  raw_ring& operator=(const raw_ring&) = delete;

  ~raw_ring() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    munmap(way_, 2 * sizeof(one_way));
  }

  /// So many calls, a window of them under way; the sum of the answers. `each`: the other side
  /// hears of each call as it is made, and not when the window is full.
  std::uint64_t calls(std::uint32_t n, bool each = false) {
    std::uint64_t sum = 0;
    for (std::uint32_t got = 0, sent = 0; got < n;) {
      const std::uint32_t more = std::min(window - (sent - got), n - sent);
      for (std::uint32_t i = 0; i < more; ++i, ++sent_, ++sent) {
        way_[0].place[sent_ % places].word[0] = sent_;
        if (each)
          way_[0].head.publish(sent_ + 1);
      }
      if (more != 0)
        way_[0].head.publish(sent_);
      const std::uint32_t head = wait(way_[1].head, got_);
      for (; got_ != head; ++got_, ++got)
        sum += way_[1].place[got_ % places].word[0];
    }
    return sum;
  }

private:
  static constexpr std::uint32_t places = 2048;
  struct alignas(64) cell {
    std::uint64_t word[8];
  };
  struct one_way {
    doorbell head;
    cell place[places];
  };

  static std::uint32_t wait(doorbell& at, std::uint32_t seen) {
    const std::uint32_t now = at.value.load(std::memory_order_acquire);
    return now != seen ? now : at.wait(seen, 32);
  }

  void serve() {
    for (std::uint32_t taken = 0;;) {
      const std::uint32_t head = wait(way_[0].head, taken);
      for (; taken != head; ++taken)
        way_[1].place[taken % places].word[0] = way_[0].place[taken % places].word[0] + 1;
      way_[1].head.publish(taken);
    }
  }

  one_way* way_;
  std::uint32_t sent_ = 0;
  std::uint32_t got_ = 0;
  pid_t pid_ = 0;
};

} // namespace bench
