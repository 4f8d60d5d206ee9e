// What the look at the loop's start is made of means the same in front of the loop, and is computed
// only if some iteration computes it.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=1 %census %t 2>&1 | FileCheck %s

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <memory>
#include <ptools/ptools.hpp>
#include <vector>

struct shape {
  int width;
  const shape* inner;
};
using widths = std::vector<int, ptools::shared_allocator<int>>;

void if_any(double* a, int n, int pitch, const shape* of, bool any) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (any)
      for (int k = 0; k < of->width; ++k) a[i * pitch + k] += 1;
}
void if_set(double* a, const int* set, int n, const shape* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + of->inner->width];
}
void in_parts(double* a, int n, int parts) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (parts > 0 && parts < 100) a[i] += a[i + n / parts];
}
template <class Wide>
void as_wide_as_any(double* a, int n, const Wide& wide) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < wide[0]; ++k) a[i * 10 + k] += 1;
}
template <class Halo>
void with_halo(double* a, int n, const Halo& h) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if constexpr (Halo::has) {
      for (int k = 0; k < h.halo; ++k) a[i * 10 + k] += 1;
    } else {
      a[i * 10] += 1;
    }
  }
}
struct no_halo {
  static constexpr bool has = false;
};
struct some_halo {
  static constexpr bool has = true;
  int halo = 2;
};
struct parts_of {
  static const int parts = 2;
  int nx;
};
void by_static_member(double* a, int n, int w, const parts_of* g) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < w / g->parts; ++k) a[i * 10 + k] += 1;
}
void in_parts_if_set(double* a, const int* set, int n, int parts) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + n / parts];
}
struct told {
  const int* at;
  int wide() const { return *at; }
};
void as_wide_as_told(double* a, int n, int pitch, const told& by) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < by.wide(); ++k) a[i * pitch + k] += 1;
}
struct counters {
  std::atomic<int> wide{2}, parts{5};
};
void by_atomics(double* a, int n, const counters* c) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < c->wide + 20 / c->parts; ++k) a[i * 10 + k] += 1;
}
void by_steps_of(double* a, int n, double w) {
  const double step = 2.5;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < static_cast<int>(w / step); ++k) a[i * 4 + k] += 1;
}
void to_the_last(double* a, int n, int rows, const widths& wide) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int r = 0; r < rows; ++r)
      for (int k = 0; k < wide.back(); ++k) a[i * 10 + k] += 1;
}
namespace far {
int by = 40;
}
void in_namespace(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    using namespace far;
    a[i] += a[i + by];
  }
}
void as_wide_as_first(double* a, int n, int rows, const widths& wide) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int r = 0; r < rows; ++r)
      for (int k = 0; k < wide[0]; ++k) a[i * 10 + k] += 1;
}
void by_enumerator(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i) {
    enum { halves = 2 };
    using wide = long;
    static const int quarters = 4;
    a[i] += a[i + n / halves] + a[i + static_cast<wide>(n) % 1000 / quarters];
  }
}
void with_remarks(double* a, int n, const shape* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] += a[i + (of-> // how far
                       width /* as it is */)];
  }
}
#define AT(m, of, i, k) (m)[(i) * (of)->width + (k)]
void by_macro(double* a, int n, int length, const shape* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length; ++k) AT(a, of, i, k) += 1;
}
void by_own_macro(double* a, int n, int length, const shape* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
#define WIDE of->width
    for (int k = 0; k < length; ++k) a[i * ((2 * WIDE) / 2) + k] += 1;
#undef WIDE
  }
}
template <int Pitch, bool Twice>
void by_constant(double* a, int n, int length) {
  constexpr int pitch = Twice ? 2 * Pitch : Pitch;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length; ++k) a[i * (Twice ? Pitch * 2 : Pitch) + k] += pitch;
}
// Each declaration calls its number something else.
template <int N>
struct pitched {
  double* a;
  void grow(int n, int length);
};
template <int Pitch>
void pitched<Pitch>::grow(int n, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length; ++k) a[i * Pitch + k] += 1;
}
template <class... Lag>
void by_pack(double* a, const double* b, int n, Lag... lag) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] += (b[i + lag] + ...);
}
void shift(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length - 1; ++k) a[i * pitch + k] = a[i * pitch + k + 1];
}
void shift_rows(double* a, int n, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* const row = a + i * 8;
    std::copy_backward(row, row + length - 1, row + length);
  }
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

int main() {
  ptools::shared_array<double> one(1000), two(1000);
  ptools::shared_array<int> set(100);
  double *a = one.data(), *b = two.data();
  shape* const some = ptools::shared_new<shape>(shape{10, nullptr});
  shape* const around = ptools::shared_new<shape>(shape{10, some});

  // CHECK: none of any: runs
  attempt("none of any", [&] { if_any(a, 10, 10, nullptr, false); });
  // CHECK-NEXT: any: runs
  attempt("any", [&] { if_any(a, 10, 10, some, true); });
  // CHECK-NEXT: any too far: {{.*}} 10 elements {{.*}} [PT0106]
  attempt("any too far", [&] { if_any(a, 10, 9, some, true); });
  // CHECK-NEXT: too far, but none: runs
  attempt("too far, but none", [&] { if_any(a, 10, 9, some, false); });
  // CHECK-NEXT: none is set: runs
  attempt("none is set", [&] { if_set(a, set.data(), 100, nullptr); });
  // CHECK-NEXT: none is set, none inside: runs
  attempt("none is set, none inside", [&] { if_set(a, set.data(), 100, some); });
  // CHECK-NEXT: some are set: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("some are set", [&] { if_set(a, set.data(), 100, around); });
  // CHECK-NEXT: no parts: runs
  attempt("no parts", [&] { in_parts(a, 100, 0); });
  // CHECK-NEXT: two parts: {{.*}} 50 iterations after it, {{.*}} [PT0106]
  attempt("two parts", [&] { in_parts(a, 100, 2); });
  // CHECK-NEXT: no parts, none set: runs
  attempt("no parts, none set", [&] { in_parts_if_set(a, set.data(), 100, 0); });
  // CHECK-NEXT: told nothing: runs
  attempt("told nothing", [&] { as_wide_as_told(a, 0, 10, told{nullptr}); });
  // CHECK-NEXT: one part: runs
  attempt("one part", [&] { in_parts(a, 100, 1); });
  // CHECK-NEXT: no rows: runs
  attempt("no rows", [&] { as_wide_as_first(a, 10, 0, {}); });
  // CHECK-NEXT: last of no rows: runs
  attempt("last of no rows", [&] { to_the_last(a, 10, 0, {}); });
  const int two_wide[2] = {2, 2};
  as_wide_as_any(a, 10, two_wide);
  as_wide_as_any(a, 10, widths(2, 2));
  with_halo(a, 10, no_halo{});
  with_halo(a, 10, some_halo{});
  const ptools::shared_array<parts_of> g(1);
  // CHECK-NEXT: static member: runs
  attempt("static member", [&] { by_static_member(a, 10, 20, g.data()); });
  counters* const c = ptools::shared_new<counters>();
  // CHECK-NEXT: atomics: runs
  attempt("atomics", [&] { by_atomics(a, 10, c); });
  // CHECK-NEXT: atomics, too far: {{.*}} 12 elements {{.*}} [PT0106]
  c->wide = 8;
  attempt("atomics, too far", [&] { by_atomics(a, 10, c); });
  ptools::shared_delete(c);
  // CHECK-NEXT: steps: runs
  attempt("steps", [&] { by_steps_of(a, 10, 10.0); });
  // CHECK-NEXT: steps too far: {{.*}} [PT0106]
  attempt("steps too far", [&] { by_steps_of(a, 10, 13.0); });
  // CHECK-NEXT: namespace: runs
  attempt("namespace", [&] { in_namespace(a, 40); });
  // CHECK-NEXT: enumerator: runs
  attempt("enumerator", [&] { by_enumerator(a, 1000); });
  // CHECK-NEXT: enumerator, too far: {{.*}} 20 iterations after it, {{.*}} [PT0106]
  attempt("enumerator, too far", [&] { by_enumerator(a, 80); });
  // CHECK-NEXT: remarks: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("remarks", [&] { with_remarks(a, 20, some); });
  // CHECK-NEXT: macro: runs
  attempt("macro", [&] { by_macro(a, 10, 10, some); });
  // CHECK-NEXT: macro, too far: {{.*}} 11 elements {{.*}} [PT0106]
  attempt("macro, too far", [&] { by_macro(a, 10, 11, some); });
  // CHECK-NEXT: own macro: runs
  attempt("own macro", [&] { by_own_macro(a, 10, 10, some); });
  // CHECK-NEXT: own macro, too far: {{.*}} 11 elements {{.*}} [PT0106]
  attempt("own macro, too far", [&] { by_own_macro(a, 10, 11, some); });
  // CHECK-NEXT: 10: runs
  attempt("10", [&] { by_constant<10, false>(a, 10, 10); });
  // CHECK-NEXT: 20: runs
  attempt("20", [&] { by_constant<20, false>(a, 10, 20); });
  // CHECK-NEXT: twice 10: runs
  attempt("twice 10", [&] { by_constant<10, true>(a, 10, 20); });
  // CHECK-NEXT: twice 10, too far: {{.*}} 21 elements {{.*}} [PT0106]
  attempt("twice 10, too far", [&] { by_constant<10, true>(a, 10, 21); });
  // CHECK-NEXT: out of line: runs
  attempt("out of line", [&] { pitched<10>{a}.grow(10, 10); });
  // CHECK-NEXT: out of line, 20: runs
  attempt("out of line, 20", [&] { pitched<20>{a}.grow(10, 20); });
  // CHECK-NEXT: pack: runs
  attempt("pack", [&] { by_pack(a, b, 100, 1, 2L); });
  // CHECK-NEXT: shifted: runs
  attempt("shifted", [&] { shift(a, 10, 8, 8); });
  // CHECK-NEXT: shifted too far: {{.*}} 'a[i * pitch + k + 1]' {{.*}} [PT0106]
  attempt("shifted too far", [&] { shift(a, 10, 8, 9); });
  // CHECK-NEXT: rows moved: runs
  attempt("rows moved", [&] { shift_rows(a, 10, 8); });
  // CHECK-NEXT: rows moved too far: {{.*}} [PT0106]
  attempt("rows moved too far", [&] { shift_rows(a, 10, 9); });
  ptools::shared_delete(around);
  ptools::shared_delete(some);
}
