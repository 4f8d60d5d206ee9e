// Loops in coroutines: the body may not suspend or return.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <coroutine>

struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    std::suspend_never yield_value(int) { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

task returns(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] < 0)
      co_return; // expected: PT0015 "'co_return' leaves a parallel loop"
    a[i] = 0;
  }
}

task waits(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    co_await std::suspend_never{}; // expected: PT0015 "'co_await' leaves a parallel loop"
    a[i] = 0;
  }
}

task yields(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    co_yield a[i]; // expected: PT0015 "'co_yield' leaves a parallel loop"
}

task accepted(int* a, int n) {
  // accepted: PT0015
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0;
  co_await std::suspend_never{};
}
