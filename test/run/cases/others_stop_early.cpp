// When the first iteration has thrown, the others are not run any more: each that has begun waits until
// the exception is dealt with, which its destructor says, and nobody may begin another one then.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=3 PTOOLS_PERTURB=2 %census %t | FileCheck %s

#include <atomic>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <stdexcept>
#include <thread>

static int one = 1;

/// Raises a flag when the process that has thrown it is through with it.
class announced : public std::runtime_error {
public:
  explicit announced(std::atomic<int>* over) : std::runtime_error("the first one"), over_(over) {}
  ~announced() override { over_->store(1); }

private:
  std::atomic<int>* over_;
};

int main() {
  auto* const over = ptools::shared_new<std::atomic<int>>(0);
  auto* const begun = ptools::shared_new<std::atomic<int>>(0);
  // Three take part, of whom two can have begun another iteration.
  const auto show = [&](const char* what, const std::exception& e) {
    std::printf("%s: %s, few others: %d\n", what, e.what(), begun->load() <= 2);
    begun->store(0);
    over->store(0);
  };
  // CHECK: by workers: the first one, few others: 1
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 1000; ++i) {
      if (i == 0) throw announced(over);
      begun->fetch_add(one);
      while (over->load() == 0) std::this_thread::yield();
    }
  } catch (const std::runtime_error& e) {
    show("by workers", e);
  }
  // CHECK-NEXT: in turn: the first one, few others: 1
  try {
    [[ptools::parallel(schedule=dynamic(1))]]
    for (int i = 0; i < 1000; ++i) {
      if (i == 0) throw announced(over);
      begun->fetch_add(one);
      while (over->load() == 0) std::this_thread::yield();
    }
  } catch (const std::runtime_error& e) {
    show("in turn", e);
  }
  // CHECK-NEXT: with results: the first one, few others: 1
  long sum = 7;
  try {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 1000; ++i) {
      if (i == 0) throw announced(over);
      begun->fetch_add(1);
      while (over->load() == 0) std::this_thread::yield();
      sum += i;
    }
  } catch (const std::runtime_error& e) {
    show("with results", e);
  }
  // CHECK-NEXT: 7
  std::printf("%ld\n", sum);
  ptools::shared_delete(over);
  ptools::shared_delete(begun);
}
