#include <atomic>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::recursive_mutex own;

int under_lock(int i) {
  const std::lock_guard<std::mutex> hold(lock);
  const std::lock_guard<std::recursive_mutex> again(own);
  return i;
}

void hold_until(const std::atomic<int>& begun, std::atomic<int>& held) {
  const std::lock_guard<std::mutex> hold(lock);
  held.store(1);
  while (begun.load() == 0) std::this_thread::yield();
}

void hold_twice() { own.lock(); }
