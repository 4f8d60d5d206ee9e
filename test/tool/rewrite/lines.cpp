// Warnings about the user's text keep their line and column; the generated text gives none.
// RUN: %rewritten
// RUN: not g++ -std=c++20 -I%source/include -Wall -Wextra -Wshadow -Werror -fsyntax-only %t.pt.cpp 2>&1 | FileCheck %s
#include <ptools/ptools.hpp>

void lines(int* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int unused; a[i] = __LINE__; } int late;
}
// CHECK: lines.cpp:8:9: error: unused variable {{.*}}unused
// CHECK: lines.cpp:8:40: error: unused variable {{.*}}late
// CHECK-NOT: error: declaration of
