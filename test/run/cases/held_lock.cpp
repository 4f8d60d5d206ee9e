// A lock of another file that a thread of the program holds when a loop starts is free in a worker.
// RUN: %ptools_cc -O1 -pthread %s %S/parts/held_lock_part.cpp -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t | FileCheck %s
#include <atomic>
#include <cstdio>
#include <thread>
#include <ptools/ptools.hpp>

int under_lock(int i);
void hold_until(const std::atomic<int>& begun, std::atomic<int>& held);
void hold_twice();

int main() {
  auto* const begun = ptools::shared_new<std::atomic<int>>(0);
  auto* const held = ptools::shared_new<std::atomic<int>>(0);
  std::thread other([=] { hold_until(*begun, *held); });
  while (held->load() == 0) std::this_thread::yield();
  long sum = 0;
  // CHECK: 4950
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 100; ++i) {
    begun->store(1); // the thread lets go when the loop has begun
    sum += under_lock(i);
  }
  other.join();
  std::printf("%ld\n", sum);

  // One that this thread holds itself, and may take again.
  // CHECK-NEXT: 9900
  hold_twice();
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 100; ++i) sum += under_lock(i);
  std::printf("%ld\n", sum);
}
