#pragma once

/// A mutex for one thread, that others may use too.
///
/// The first thread that locks it owns it from then on: it enters and leaves by plain stores. An
/// atomic instruction would wait until the stores before it have reached the other core, and the
/// ones before it here are messages to another process, of which the next one is not to wait for
/// the last one. A second thread takes the ownership away, once and for all, and the mutex is an
/// ordinary one: it says so, makes the owner pass a fence (support/fences_linux.hpp), and waits
/// until it is outside. After D. Dice, M. Moir, W. Scherer, "Quickly reacquirable locks" (2003),
/// with the kernel's fence in place of signals.

#include "support/fences_linux.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <pthread.h>

namespace ptools::support {

class biased_mutex {
public:
  /// Holds the mutex; of one thread. A std::condition_variable_any can wait with it.
  class hold {
  public:
    explicit hold(biased_mutex& mutex) : mutex_(mutex) { lock(); }
    ~hold() {
      if (held_) {
        unlock();
      }
    }
    hold(const hold&) = delete;
    hold& operator=(const hold&) = delete;

    void lock() {
      as_owner_ = mutex_.enter_as_owner();
      if (!as_owner_) {
        mutex_.lock_for_all();
      }
      held_ = true;
    }
    void unlock() {
      held_ = false;
      if (as_owner_) {
        mutex_.inside_.store(false, std::memory_order_release);
      } else {
        mutex_.for_all_.unlock();
      }
    }
    bool held() const { return held_; }

  private:
    biased_mutex& mutex_;
    bool as_owner_ = false;
    bool held_ = false;
  };

private:
  static constexpr std::uintptr_t nobody_yet = 0;
  static constexpr std::uintptr_t everybody = 1;

  bool enter_as_owner() {
    const auto me = static_cast<std::uintptr_t>(pthread_self());
    if (owner_.load(std::memory_order_relaxed) != me) {
      return false;
    }
    inside_.store(true, std::memory_order_relaxed);
    light_fence();
    if (owner_.load(std::memory_order_relaxed) == me) {
      return true;
    }
    inside_.store(false, std::memory_order_release);
    return false;
  }
  void lock_for_all();

  std::mutex for_all_;
  /// A thread, or one of the two above. Changed by who holds `for_all_`.
  std::atomic<std::uintptr_t> owner_{nobody_yet};
  /// The owner's.
  std::atomic<bool> inside_{false};
};

} // namespace ptools::support
