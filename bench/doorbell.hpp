#pragma once

/// The raw means that the runtime is measured against: a counter in shared memory that one process
/// raises and another waits for, by spinning about a microsecond, then yielding, then sleeping.

#include <atomic>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <immintrin.h>
#include <linux/futex.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace bench {

/// Pages shared with every process forked after the call.
inline void* shared_pages(std::size_t bytes) {
  void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) {
    std::perror("bench: mmap");
    std::exit(1);
  }
  return p;
}

struct alignas(64) doorbell {
  std::atomic<std::uint32_t> value{0};
  std::atomic<std::uint32_t> sleepers{0};

  void publish(std::uint32_t v) {
    value.store(v, std::memory_order_seq_cst);
    if (sleepers.load(std::memory_order_seq_cst) != 0)
      syscall(SYS_futex, &value, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
  }

  /// Waits until the value is not `seen`; returns it.
  std::uint32_t wait(std::uint32_t seen, int spins) {
    std::uint32_t v;
    for (int i = 0; i < spins; ++i) {
      if ((v = value.load(std::memory_order_acquire)) != seen)
        return v;
      _mm_pause();
    }
    for (const std::int64_t stop = nanoseconds() + yield_budget_ns;;) {
      if ((v = value.load(std::memory_order_acquire)) != seen)
        return v;
      sched_yield();
      if (nanoseconds() > stop)
        break;
    }
    return sleep(seen);
  }

  /// The same without looking first.
  std::uint32_t sleep(std::uint32_t seen) {
    std::uint32_t v;
    sleepers.fetch_add(1, std::memory_order_seq_cst);
    while ((v = value.load(std::memory_order_seq_cst)) == seen)
      syscall(SYS_futex, &value, FUTEX_WAIT, seen, nullptr, nullptr, 0);
    sleepers.fetch_sub(1, std::memory_order_relaxed);
    return v;
  }

private:
  static constexpr std::int64_t yield_budget_ns = 100000;
  static std::int64_t nanoseconds() {
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000 + t.tv_nsec;
  }
};

} // namespace bench
