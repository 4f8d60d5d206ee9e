// A function that may fail is called in front of the loop only if some iteration calls it; a plain
// getter is always computed.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=1 %census %t 2>&1 | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

struct grid {
  const grid* above = nullptr;
  int nx = 10;
  int dims[2] = {10, 5};

  const grid& up() const { return *above; }
  int width() const { return nx > 0 ? nx : this->dims[0]; }
  int dim(int d) const { return dims[d]; }
  int cells() const {
    int all = 1;
    for (int d = 0; d < 2; ++d) all *= dim(d);
    return all;
  }
  int half() const { return width() / 2; }
};
int width_of(const grid* g) {
  return g->nx;
}
void by_getter(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.width()];
}
void by_given(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + width_of(g.above)];
}
void by_dims(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.cells() - g.half() * g.dim(1)];
}
void in_rows(double* a, int n, const int*, const grid& g, int rows) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int r = 0; r < rows; ++r)
      for (int k = 0; k < g.up().nx; ++k) a[i * 9 + k] += 1;
}
void down_rows(double* a, int n, const int*, const grid& g, int rows) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int r = rows; r >= 1; --r)
      for (int k = 0; k < g.up().nx; ++k) a[i * 9 + k] += 1;
}
void from_on(double* a, int n, const int*, const grid& g, int from) {
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 2)
    if (i >= from && i <= from + 1) a[i] += a[i + g.up().nx];
}
void after_loops(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < 3; ++k) {
      if (set[i] == k) continue;
      if (set[i] > k) break;
      a[i] += k;
    }
    a[i] += a[i + g.up().nx];
  }
}
void kept(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int far = g.up().nx;
    if (set[i] != 0) a[i] += a[i + far];
  }
}
void if_both(double* a, int n, const int*, const grid& g, int any) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (any != 0 && i > 2) a[i] += a[i - width_of(g.above)];
}

using loop = void (*)(double*, int, const int*, const grid&, int);
double* a;
int* set;

void attempt(const char* what, loop run, const grid& g, int length = 0, int n = 100) {
  try {
    run(a, n, set, g, length);
    std::printf("%s: runs\n", what);
  } catch (const ptools::unshareable& e) {
    std::printf("%s: %s\n", what, e.what());
  }
  std::fflush(stdout);
}

int main() {
  ptools::shared_array<double> elements(1000);
  ptools::shared_array<int> none(100);
  ptools::shared_array<grid> grids(2);
  a = elements.data();
  set = none.data();
  grid alone;
  alone.nx = 0;
  alone.dims[0] = 0;
  grid& below = grids[0];
  grids[1] = grid{};
  below = grid{};
  below.above = &grids[1];

  // Nothing is there, and no iteration looks.
  // CHECK: rows, none: runs
  attempt("rows, none", in_rows, alone, 0, 10);
  // CHECK-NEXT: rows down, none: runs
  attempt("rows down, none", down_rows, alone, 0, 10);
  // CHECK-NEXT: given, none: runs
  attempt("given, none", by_given, alone);
  // CHECK-NEXT: from, none: runs
  attempt("from, none", from_on, alone, 200);
  // CHECK-NEXT: both, none: runs
  attempt("both, none", if_both, alone, 0);

  // Some iteration does, and gets at what another one writes.
  // CHECK-NEXT: getter: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("getter", by_getter, below);
  // CHECK-NEXT: dims: {{.*}} 25 iterations after it, {{.*}} [PT0106]
  attempt("dims", by_dims, below);
  // CHECK-NEXT: rows: {{.*}} 10 elements {{.*}} [PT0106]
  attempt("rows", in_rows, below, 1, 10);
  // CHECK-NEXT: rows down: {{.*}} 10 elements {{.*}} [PT0106]
  attempt("rows down", down_rows, below, 1, 10);
  // CHECK-NEXT: given: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("given", by_given, below);
  // CHECK-NEXT: from, odd: runs
  attempt("from, odd", from_on, alone, 99);
  // CHECK-NEXT: loops: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("loops", after_loops, below);
  // CHECK-NEXT: kept: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("kept", kept, below);
  // CHECK-NEXT: both, but none: runs
  attempt("both, but none", if_both, below, 0);
  // CHECK-NEXT: both: {{.*}} 10 iterations before it, {{.*}} [PT0106]
  attempt("both", if_both, below, 1);
}
