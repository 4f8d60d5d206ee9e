// Limits on address space, file size and core files that a shell may set.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: bash -c 'ulimit -v 8000000; PTOOLS_WORKERS=2 %census %t' | FileCheck %s
// RUN: bash -c 'ulimit -f 100; PTOOLS_WORKERS=2 %census %t' | FileCheck %s
// RUN: bash -c 'ulimit -n 64; PTOOLS_WORKERS=2 %census %t' | FileCheck %s
// RUN: bash -c 'ulimit -n 64; PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t' | FileCheck %s
// RUN: bash -c 'ulimit -v 8000000; PTOOLS_START=exec PTOOLS_WORKERS=2 %census %t' | FileCheck %s
// RUN: rm -rf %t.cores && mkdir %t.cores
// RUN: bash -c 'cd %t.cores; ulimit -c 200000; PTOOLS_WORKERS=1 %census %t die' | FileCheck %s --check-prefix=DIED
// RUN: bash -c '[ $(du -sm %t.cores | cut -f1) -lt 100 ]'
// RUN: rm -rf %t.cores

// CHECK: 499500
// CHECK-NEXT: 10000
// DIED: died of 6

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ptools/ptools.hpp>

static double busy(int i) {
  double x = i;
  for (int k = 0; k < 20'000; ++k) x = std::sqrt(x + k);
  return x;
}

int main(int argc, char**) {
  if (argc > 1) {
    try {
      double s = 0;
      [[ptools::parallel(reduce=plus(s))]]
      for (int i = 0; i < 2000; ++i) {
        if (ptools::myid() > 1) std::abort();
        s += busy(i);
      }
    } catch (const ptools::worker_died& e) {
      std::printf("died of %d\n", e.signal());
    }
    return 0;
  }
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 1000; ++i) s += i;
  std::printf("%ld\n", s);
  ptools::shared_array<int> a(10'000);
  [[ptools::parallel]]
  for (int i = 0; i < 10'000; ++i) a[i] = 1;
  s = 0;
  for (int x : a) s += x;
  std::printf("%ld\n", s);
}
