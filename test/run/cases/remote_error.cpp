// What is caught is the type that was thrown and a remote_error that says where.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <ptools/ptools.hpp>

struct own_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct not_an_exception {
  explicit not_an_exception(const char*) {}
};

static double busy(int i) {
  double x = i;
  for (int k = 0; k < 20'000; ++k) x = std::sqrt(x + k);
  return x;
}

template <class E>
void throw_on_workers(const char* text) {
  double s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 2000; ++i) {
    if (ptools::myid() > 1) throw E(text);
    s += busy(i);
  }
}

static void show(const ptools::remote_error& e) {
  const char* file = std::strrchr(e.file(), '/');
  std::printf("  %s from a worker: %d, %s:%d\n", e.type_name(), e.worker() > 1,
              file ? file + 1 : e.file(), e.line() > 0);
}

int main() {
  try {
    throw_on_workers<std::out_of_range>("far out");
  } catch (const std::out_of_range& e) {
    // CHECK: out_of_range far out
    // CHECK-NEXT: std::out_of_range from a worker: 1, remote_error.cpp:1
    std::printf("out_of_range %s\n", e.what());
    show(dynamic_cast<const ptools::remote_error&>(e));
  }
  try {
    throw_on_workers<std::invalid_argument>("wrong");
  } catch (const ptools::error& e) {
    // CHECK: ptools::error wrong
    std::printf("ptools::error %s\n", e.what());
  }
  try {
    throw_on_workers<own_error>("mine");
  } catch (const std::runtime_error& e) {
    // CHECK: runtime_error {{.*}}mine
    // CHECK-NEXT: own_error from a worker: 1
    std::printf("runtime_error %s\n", e.what());
    show(dynamic_cast<const ptools::remote_error&>(e));
  }
  try {
    throw_on_workers<not_an_exception>("");
  } catch (const ptools::remote_error& e) {
    // CHECK: remote_error {{.*}}not_an_exception
    std::printf("remote_error %s\n", e.what());
  }
}
