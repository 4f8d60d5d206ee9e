// Places and lengths that functions of the program compute are looked at as the loop starts: free
// ones, ones that forgot their const, and such as compute a place from the index.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=1 %census %t 2>&1 | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

struct grid {
  int nx = 10;
  int dims[2] = {5, 5};

  int width() { return nx; }
  static int width_of(const grid& g) { return g.nx; }
  int place(int i, long k = 0) const { return i * nx + static_cast<int>(k); }
};
int pitch = 10;

static int width_of(const grid& g) {
  return g.nx;
}
static int pitch_now() {
  return pitch;
}
static int cells_of(const grid& g) {
  int both[2] = {0, 1};
  for (int d = 0; d < 2; ++d) both[1] *= g.dims[d];
  return both[1];
}
static int place_in(const grid& g, unsigned i, int k) {
  return static_cast<int>(i) * g.nx + k;
}
template <int Times>
int times_place(const grid* g, int i, int k) {
  return i * g->nx + k * Times;
}

template <class Loop>
void attempt(const char* what, Loop loop) {
  try {
    loop();
    std::printf("%s: runs\n", what);
  } catch (const ptools::unshareable& e) {
    std::printf("%s: %s\n", what, e.what());
  }
  std::fflush(stdout);
}

void rows(double* a, int n, const grid& g, const grid* p, int length) {
  attempt("free", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < length; ++k) a[place_in(g, i, k)] += 1;
  });
  attempt("member", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < length; ++k) a[p->place(i, k)] += 1;
  });
  attempt("template", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < length; ++k) a[times_place<1>(p, i, k)] += 1;
  });
  const int nx = g.nx;
  const auto at = [=](int i, int k) { return i * nx + k; };
  attempt("lambda", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < length; ++k) a[at(i, k)] += 1;
  });
}

int main() {
  ptools::shared_array<double> elements(2000);
  double* const a = elements.data();
  grid* const p = ptools::shared_new<grid>();
  grid g;
  const int n = 100, length = static_cast<int>(elements.size()) / 200, half = length / 2;

  // CHECK: free width: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("free width", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[i] += a[i + width_of(g)];
  });
  // CHECK-NEXT: without const: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("without const", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[i] += a[i + g.width()];
  });
  // CHECK-NEXT: static: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("static", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[i] += a[i + grid::width_of(g)];
  });
  // CHECK-NEXT: global: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("global", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[i] += a[i + pitch_now()];
  });
  // CHECK-NEXT: named in the body: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("named in the body", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) {
      const grid& it = *p;
      a[i] += a[i + it.nx];
    }
  });
  // CHECK-NEXT: length: {{.*}} 25 elements {{.*}} [PT0106]
  attempt("length", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n / 2; ++i)
      for (int k = 0; k < cells_of(g); ++k) a[i * 20 + k] += 1;
  });
  // CHECK-NEXT: from row to row: {{.*}} 1 iteration after it, {{.*}} [PT0106]
  attempt("from row to row", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[g.place(i)] += a[g.place(i, length)];
  });
  // CHECK-NEXT: within the row: runs
  attempt("within the row", [&] {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) a[g.place(i)] += a[g.place(i, half)];
  });
  // CHECK-NEXT: free: runs
  // CHECK-NEXT: member: runs
  // CHECK-NEXT: template: runs
  // CHECK-NEXT: lambda: runs
  rows(a, n, g, p, 10);
  // CHECK-NEXT: free: {{.*}} 11 elements {{.*}} [PT0106]
  // CHECK-NEXT: member: {{.*}} 11 elements {{.*}} [PT0106]
  // CHECK-NEXT: template: {{.*}} 11 elements {{.*}} [PT0106]
  // CHECK-NEXT: lambda: {{.*}} 11 elements {{.*}} [PT0106]
  rows(a, n, g, p, 11);
  ptools::shared_delete(p);
}
