// RUN: %check %s
// compile-flags: -std=c++20
#include <ptools/ptools.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <shared_mutex>

struct cell {
  std::mutex lock;
  double sum;
  void add(double v) {
    const std::lock_guard<std::mutex> hold(lock);
    sum += v;
  }
};
struct process_lock {
  std::atomic<bool> taken{false};
  void lock() {
    while (taken.exchange(true)) {
    }
  }
  void unlock() { taken = false; }
};
struct guarded {
  process_lock lock;
  double sum;
  void add(double v) {
    const std::lock_guard<process_lock> hold(lock);
    sum += v;
  }
};
struct hall {
  std::shared_mutex doors;
  std::condition_variable_any news;
  std::counting_semaphore<4> seats{4};
};
void add_locked(double* sums, int k, std::mutex& m) {
  std::unique_lock hold(m);
  sums[k] += 1;
}

void refused(cell* cells, hall* h, ptools::shared_array<std::atomic<int>>& flags, double* sums, const int* where,
             std::mutex* locks, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    cells[where[i]].add(1); // expected: PT0046 "'cells[where[i]].add(1)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const std::scoped_lock hold(cells[where[i]].lock); // expected: PT0046 "'std::mutex'"
    cells[where[i]].sum += 1; // expected: PT0042 "'cells[where[i]].sum'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    locks[where[i]].lock(); // expected: PT0046 "'locks[where[i]]'"
    sums[where[i]] += 1; // expected: PT0042 "'sums[where[i]]'"
    locks[where[i]].unlock(); // expected: PT0046 "'locks[where[i]]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    add_locked(sums, where[i], *locks); // expected: PT0046 "'std::mutex'" PT0042 "'add_locked(sums, where[i], *locks)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const std::shared_lock hold(h->doors); // expected: PT0046 "'std::shared_mutex'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    h->seats.acquire(); // expected: PT0046 "'std::counting_semaphore'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    h->news.notify_all(); // expected: PT0046 "'std::condition_variable_any'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    flags[where[i]].wait(0); // expected: PT0046 "'flags[where[i]]'"
}

void fine(guarded* cells, process_lock* l, double* sums, const int* where, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    cells[where[i]].add(1); // accepted: PT0046
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const std::lock_guard<process_lock> hold(*l);
    sums[where[i]] += 1; // accepted: PT0046
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::mutex own;
    const std::lock_guard<std::mutex> hold(own);
    sums[i] += 1;
  }
}
