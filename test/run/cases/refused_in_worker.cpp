// What no worker can decode is an error, and the loop ends.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
#include <cstdio>
#include <ptools/ptools.hpp>
#include <stdexcept>
#include <vector>

struct picky {
  std::vector<int> values;
  picky() = default;
  picky(const picky&) = default;
  picky& operator=(const picky&) = default;
  ~picky() {}
  template <class A>
  void serialize(A& archive) {
    archive & values;
    if (ptools::myid() > 1) throw std::domain_error("not in a worker");
  }
};

int main() {
  picky p;
  p.values.assign(10, 3);
  long sum = 5;
  // CHECK: not in a worker
  try {
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < 1000; ++i) sum += p.values[i % 10] + 0 * ptools::myid();
    std::puts("no error");
  } catch (const std::domain_error& e) {
    std::puts(e.what());
  }
  // CHECK-NEXT: 5
  std::printf("%ld\n", sum);
}
