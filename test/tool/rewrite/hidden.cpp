// Annotations that Clang does not see stop the compiler that does see them.
// RUN: %rewritten
// RUN: not g++ -std=c++20 -I%source/include -fsyntax-only %t.pt.cpp 2>&1 | FileCheck %s
// RUN: g++ -std=c++20 -I%source/include -fsyntax-only -Wno-attributes -DOFF %t.pt.cpp
// RUN: %ptools_rewrite -o %t.clang.cpp -- clang++-19 -std=c++20 -I%source/include -c %s
// RUN: clang++-19 -std=c++20 -I%source/include -fsyntax-only %t.clang.cpp
#include <ptools/ptools.hpp>

void hidden(int* a, int n) {
#if !defined(__clang__) && !defined(OFF)
  [[ptools::parallel]] // CHECK: hidden.cpp:[[#@LINE]]:{{.*}}error: {{.*}}hidden from Clang{{.*}}[PT0011]
#endif
  for (int i = 0; i < n; ++i)
    a[i] = i;
#if 0
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = i;
#endif
}
