// Loops in all kinds of places run on workers: one that was silently left as it is would print the same
// numbers in every other test. A body that reads a global is for workers alone.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

static int one = 1;

static int here() { return ptools::myid() > 1 ? one : 0; }

template <class T>
int in_a_template(T n) {
  int s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (T i = 0; i < n; ++i) s += here();
  return s;
}

template <class T>
struct class_template {
  T n;
  int in_a_member() const {
    int s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (T i = 0; i < n; ++i) s += here();
    return s;
  }
  template <class U>
  int in_a_member_template(U from) const {
    int s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (U i = from; i < n; ++i) s += here();
    return s;
  }
};

#define PARALLEL_SUM(v) [[ptools::parallel(reduce=plus(v))]]

int main() {
  // CHECK: templates: 100 200 300 400 500
  std::printf("templates: %d %d %d %d %d\n", in_a_template(100), in_a_template(200L),
              class_template<int>{300}.in_a_member(), class_template<long>{400}.in_a_member(),
              class_template<long>{510}.in_a_member_template(10));

  const auto plain = [](int n) {
    int s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) s += here();
    return s;
  };
  const auto generic = [](auto n) {
    int s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (decltype(n) i = 0; i < n; ++i) s += here();
    return s;
  };
  // CHECK-NEXT: lambdas: 100 200 300
  std::printf("lambdas: %d %d %d\n", plain(100), generic(200), generic(300L));

  int s = 0, t = 0;
  PARALLEL_SUM(s)
  for (int i = 0; i < 100; ++i) s += here();
  [[using ptools: parallel(reduce=plus(t))]]
  for (int i = 0; i < 200; ++i) t += here();
  // CHECK-NEXT: spellings: 100 200
  std::printf("spellings: %d %d\n", s, t);
}
