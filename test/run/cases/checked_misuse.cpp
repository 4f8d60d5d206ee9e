// What a checked program cannot be, and where its messages end.
// RUN: %status 2 %ptools_cc --ptools-check --ptools-off %s -o %t 2>&1 | FileCheck --check-prefix=OFF %s
// RUN: %status 2 %ptools_cc --ptools-check -fsanitize=address %s -o %t 2>&1 | FileCheck --check-prefix=SANITIZER %s
// OFF: --ptools-check and --ptools-off are both given; leave one out
// SANITIZER: '-fsanitize=address' cannot be used together with --ptools-check; leave one out
// RUN: %ptools_cc --ptools-check -O1 -c %s -o %t.o
// RUN: %ptools_cc --ptools-check %t.o -o %t
// RUN: %status 66 %census %t 2>&1 | FileCheck %s
// RUN: %status 3 %census %t own-status 2>&1 | FileCheck %s
// RUN: %status 66 env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s
// What is compiled and linked in one go is linked apart too, whether or not it has annotations.
// RUN: %ptools_cc --ptools-check -O1 %S/parts/checked_plain.cpp -o %t
// RUN: ldd %t | FileCheck --check-prefix=LIBRARIES %s
// LIBRARIES-NOT: libtsan
// LIBRARIES: libptools_check.so
// LIBRARIES-NOT: libtsan
// RUN: %census %t 2>&1 | FileCheck --check-prefix=NOTHING %s
// NOTHING: ptools: checked 0 loops, 0 iterations: no two iterations meet
// What was compiled without it is not said to be checked.
// RUN: %ptools_cc -O1 -c %s -o %t.o
// RUN: %ptools_cc --ptools-check %t.o -o %t
// RUN: %status 0 %census %t 2>&1 | FileCheck --check-prefix=PLAIN %s
// PLAIN: checked_misuse.cpp:{{[0-9]+}}: this loop was not compiled with --ptools-check, and not checked
// PLAIN: ptools: checked 0 loops, 0 iterations: no two iterations meet; not checked: 1 loop of files that were not compiled with --ptools-check
// With -flto all would be instrumented too late.
// RUN: %ptools_cc --ptools-check --ptools-cxx=g++ -O2 -flto %s -o %t
// RUN: %status 66 %census %t 2>&1 | FileCheck %s

#include <ptools/ptools.hpp>


int main(int argc, char** argv) {
  ptools::shared_array<double> a(4000, 1.0);
  // CHECK: checked_misuse.cpp:[[@LINE+1]]: iterations 0 and 1 meet in shared memory [PT0108]
  [[ptools::parallel(shared(a))]]
  for (int i = 1; i < 100; ++i) a[i] += a[i - 1];
  return argc > 1 && argv[1][0] == 'o' ? 3 : 0;
}
// CHECK: checked 1 loop, 99 iterations: iterations of 1 loop meet
