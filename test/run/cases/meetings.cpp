// Whether iterations meet may depend on values and on what two names lead to: the loop looks as it
// starts, whatever the number of workers.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t 2>&1 | FileCheck %s

#include <algorithm>
#include <cstdio>
#include <memory>
#include <ptools/ptools.hpp>
#include <vector>

using shared_vector = std::vector<double, ptools::shared_allocator<double>>;

void echo(double* a, int n, int delay) {
  [[ptools::parallel]]
  for (int i = delay; i < n; ++i) a[i] += 0.5 * a[i - delay];
}
void echo_stated(double* a, int n, int delay, bool few) {
  [[ptools::parallel(if=!few)]]
  for (int i = delay; i < n; ++i) a[i] += 0.5 * a[i - delay];
}
void butterflies(double* a, unsigned half) {
  [[ptools::parallel]]
  for (unsigned i = 0; i < half; ++i) {
    const unsigned other = i + half;
    const double t = a[other];
    a[other] = a[i] - t;
    a[i] += t;
  }
}
void smooth(double* out, const double* in, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) out[i] = 0.5 * (in[i - 1] + in[i + 1]);
}
void copy(double* to, const double* from, std::size_t n) {
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; i += 2) to[i] = from[i];
}
void product(double* y, const double* m, const double* x, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int j = 0; j < n; ++j) s += m[i * n + j] * x[j];
    y[i] = s;
  }
}
void rows(ptools::shared_array<double, 2>& now, const ptools::shared_array<double, 2>& old, int n) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x) now(x, y) = old(x, y - 1);
}
void flat_rows(double* now, const double* old, int pitch, int n, int above) {
  [[ptools::parallel]]
  for (int y = above; y < n; ++y)
    for (int x = 0; x < pitch; ++x) now[y * pitch + x] = old[(y - above) * pitch + x] + 1;
}
void later(shared_vector& now, const shared_vector& old, long by) {
  const long n = static_cast<long>(now.size());
  [[ptools::parallel]]
  for (long i = n - 1 - by; i >= 0; --i) now[i] = old[i + by];
}

void halve(double* a, int first, int last) {
  [[ptools::parallel]]
  for (int i = first; i < last; ++i) a[i] = a[2 * i];
}
void pointers(double* first, double* last, long lag) {
  [[ptools::parallel]]
  for (double* p = first; p < last; p += 2) *p = *(p - lag);
}

void tree(double* a, int n, int half) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i < half) a[i] += a[i + half];
}
void guarded_echo(double* a, int n, int delay, int upto) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i < delay || !(upto > i)) continue;
    a[i] += a[i - delay];
  }
}
void eliminate(double* a, int n, int pivot) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i == pivot) continue;
    const double f = a[i * n + pivot];
    for (int j = 0; j < n; ++j) a[i * n + j] -= f * a[pivot * n + j];
  }
}
void eliminate_all(double* a, int n, int pivot, int from) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i >= from)
      for (int j = 0; j < n; ++j) a[i * n + j] -= a[pivot * n + j];
}

void overlap_add(double* sum, int n, int hop, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length; ++k) sum[i * hop + k] += i;
}
void overlap_add_upto(double* sum, int n, int hop, int length, int size) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int end = std::min(length, size - i * hop);
    for (int k = 0; k < end; ++k) sum[i * hop + k] += i;
  }
}
void overlap_add_least(double* sum, int n, int hop, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < std::min(length, hop); ++k) sum[i * hop + k] += i;
}
void overlap_add_most(double* sum, int n, int hop, int length) {
  const int most = std::max(length, 3);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < most; ++k) sum[i * hop + k] += i;
}
void sort_rows(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) std::sort(a + i * pitch, a + i * pitch + length);
}
void filter(double* out, const double* in, const double* h, int n, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < length; ++k) s += h[k] * in[i + k];
    out[i] = s;
  }
}
void columns(double* a, int n, int width, int wide, int high) {
  [[ptools::parallel]]
  for (int c = 0; c < n; ++c)
    for (int y = 0; y < high; ++y)
      for (int x = 0; x < wide; ++x) a[y * width + c * 4 + x] += 1;
}

struct wave {
  ptools::shared_array<double> height;
  int lag;
  void run() {
    [[ptools::parallel]]
    for (int i = 100; i < 200; ++i) height[i] -= this->height[i - lag];
  }
};

void add_ahead(double* a, int first, int last, int n, int ahead) {
  [[ptools::parallel]]
  for (int i = first; i < last; ++i) a[i] += 0.5 * a[(i + ahead) % n];
}
void turn(double* a, int n, int by) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int other = (i + by) % n;
    std::swap(a[i], a[other]);
  }
}
void turn_half(double* a, int n, int by) {
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i) std::swap(a[i], a[(i + by) % n]);
}
void blocks_of_rows(double* a, int blocks, int rows, int pitch) {
  [[ptools::parallel]]
  for (int b = 0; b < blocks; ++b)
    for (int j = b * rows; j < (b + 1) * rows; ++j)
      for (int k = 0; k < pitch; ++k) a[j * pitch + k] += 1;
}
void rows_by_address(double* first, double* last, int length) {
  [[ptools::parallel]]
  for (double* p = first; p < last; p += 8)
    for (int k = 0; k < length; ++k) p[k] *= 2;
}
struct shape {
  int width;
};
void as_wide_as(double* a, int n, int pitch, const shape* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < of->width; ++k) a[i * pitch + k] += 1;
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
  ptools::shared_array<double> one(1000), two(1000), square(400);
  ptools::shared_array<double, 2> page(20, 20), other(20, 20);
  shared_vector list(50), second(50);
  double *a = one.data(), *b = two.data();

  // CHECK: delay: {{.*}}meetings.cpp:18: the parallel loop cannot start: 'a[i - delay]' is what another iteration, 10 iterations before it, writes as 'a[i]'; read from a second array {{.*}} or write 'shared(a)' if no two iterations meet [PT0106]
  attempt("delay", [&] { echo(a, 1000, 10); });
  // CHECK-NEXT: backwards: {{.*}} 1 iteration after it, {{.*}} [PT0106]
  attempt("backwards", [&] { echo(a + 1, 500, -1); });
  // CHECK-NEXT: none: runs
  attempt("none", [&] { echo(a, 1000, 0); });
  // CHECK-NEXT: as long as the loop: runs
  attempt("as long as the loop", [&] { echo(a, 1000, 500); });
  // CHECK-NEXT: in order: runs
  attempt("in order", [&] { echo_stated(a, 1000, 10, true); });
  // CHECK-NEXT: not in order: {{.*}} [PT0106]
  attempt("not in order", [&] { echo_stated(a, 1000, 10, false); });
  // CHECK-NEXT: butterflies: runs
  attempt("butterflies", [&] { butterflies(a, 500); });

  // CHECK-NEXT: two arrays: runs
  attempt("two arrays", [&] { smooth(a, b, 1000); });
  // CHECK-NEXT: one array: {{.*}} 'in[i - 1]' is what another iteration, 1 iteration before it, writes as 'out[i]', since both lie in one array; {{.*}} [PT0106]
  attempt("one array", [&] { smooth(a, a, 1000); });
  // CHECK-NEXT: moved along: {{.*}} 2 iterations after it, {{.*}} [PT0106]
  attempt("moved along", [&] { smooth(a, a + 3, 900); });
  // CHECK-NEXT: halves: runs
  attempt("halves", [&] { smooth(a, a + 500, 499); });
  // CHECK-NEXT: copy to itself: runs
  attempt("copy to itself", [&] { copy(a, a, 1000); });
  // CHECK-NEXT: between the steps: runs
  attempt("between the steps", [&] { copy(a, a + 1, 999); });
  // CHECK-NEXT: at the steps: {{.*}} 'from[i]' is what another iteration, 3 iterations after it, writes as 'to[i]', since {{.*}} [PT0106]
  attempt("at the steps", [&] { copy(a, a + 6, 900); });
  // CHECK-NEXT: product: runs
  attempt("product", [&] { product(b, square.data(), a, 20); });
  // CHECK-NEXT: product in place: {{.*}} 'x[j]' is what another iteration writes as 'y[i]', since {{.*}} [PT0106]
  attempt("product in place", [&] { product(a, square.data(), a, 20); });
  // CHECK-NEXT: two pages: runs
  attempt("two pages", [&] { rows(page, other, 20); });
  // CHECK-NEXT: one page: {{.*}} 'old(x, y - 1)' is what another iteration, 1 iteration before it, writes as 'now(x, y)', since {{.*}} [PT0106]
  attempt("one page", [&] { rows(page, page, 20); });
  // CHECK-NEXT: flat rows: runs
  attempt("flat rows", [&] { flat_rows(a, b, 20, 20, 3); });
  // CHECK-NEXT: flat rows in place: {{.*}} 3 iterations before it, {{.*}} [PT0106]
  attempt("flat rows in place", [&] { flat_rows(a, a, 20, 20, 3); });
  // CHECK-NEXT: the same row in place: runs
  attempt("the same row in place", [&] { flat_rows(a, a, 20, 20, 0); });
  // CHECK-NEXT: lists: runs
  attempt("lists", [&] { later(list, second, 5); });
  // CHECK-NEXT: one list: {{.*}} 5 iterations before it, {{.*}} [PT0106]
  attempt("one list", [&] { later(list, list, 5); });

  // CHECK-NEXT: halve: {{.*}} 'a[2 * i]' is what another iteration, {{[0-9]+}} iteration{{s?}} after it, writes as 'a[i]'; {{.*}} [PT0106]
  attempt("halve", [&] { halve(a, 0, 500); });
  // CHECK-NEXT: upper half: runs
  attempt("upper half", [&] { halve(a, 250, 500); });
  // CHECK-NEXT: pointers: {{.*}} '*(p - lag)' is what another iteration, 2 iterations before it, writes as '*p'; {{.*}} [PT0106]
  attempt("pointers", [&] { pointers(a + 4, a + 900, 4); });
  // CHECK-NEXT: pointers between: runs
  attempt("pointers between", [&] { pointers(a + 4, a + 900, 3); });

  // CHECK-NEXT: tree: runs
  attempt("tree", [&] { tree(a, 100, 50); });
  // CHECK-NEXT: guarded: {{.*}} 'a[i - delay]' is what another iteration, 20 iterations before it, {{.*}} [PT0106]
  attempt("guarded", [&] { guarded_echo(a, 100, 20, 100); });
  // CHECK-NEXT: guarded block: runs
  attempt("guarded block", [&] { guarded_echo(a, 100, 20, 40); });
  // CHECK-NEXT: eliminate: runs
  attempt("eliminate", [&] { eliminate(a, 20, 3); });
  // CHECK-NEXT: eliminate below: runs
  attempt("eliminate below", [&] { eliminate_all(a, 20, 3, 4); });
  // CHECK-NEXT: eliminate the pivot too: {{.*}} 'a[pivot * n + j]' {{.*}} [PT0106]
  attempt("eliminate the pivot too", [&] { eliminate_all(a, 20, 3, 3); });

  // CHECK-NEXT: apart: runs
  attempt("apart", [&] { overlap_add(a, 10, 8, 8); });
  // CHECK-NEXT: overlap: {{.*}} 'sum[i * hop + k]' is what another iteration, 1 iteration {{.*}}, writes as well, since each one goes over 8 elements there; give each iteration elements of its own, or write 'shared(sum)' if no two iterations meet [PT0106]
  attempt("overlap", [&] { overlap_add(a, 10, 4, 8); });
  // CHECK-NEXT: upto: {{.*}} 8 elements {{.*}} [PT0106]
  attempt("upto", [&] { overlap_add_upto(a, 10, 4, 8, 40); });
  // CHECK-NEXT: upto apart: runs
  attempt("upto apart", [&] { overlap_add_upto(a, 10, 4, 4, 40); });
  // CHECK-NEXT: the least: runs
  attempt("the least", [&] { overlap_add_least(a, 10, 4, 8); });
  // CHECK-NEXT: the most: {{.*}} 8 elements {{.*}} [PT0106]
  attempt("the most", [&] { overlap_add_most(a, 10, 4, 8); });
  // CHECK-NEXT: the most apart: runs
  attempt("the most apart", [&] { overlap_add_most(a, 10, 4, 2); });
  // CHECK-NEXT: sorted: runs
  attempt("sorted", [&] { sort_rows(a, 10, 20, 20); });
  // CHECK-NEXT: sorted too far: {{.*}} 'a + i * pitch' {{.*}} 21 elements {{.*}} [PT0106]
  attempt("sorted too far", [&] { sort_rows(a, 10, 20, 21); });
  // CHECK-NEXT: filter: runs
  attempt("filter", [&] { filter(a, b, square.data(), 100, 5); });
  // CHECK-NEXT: filter in place: {{.*}} 'in[i + k]' is what another iteration, 1 iteration after it, writes as 'out[i]', since {{.*}} [PT0106]
  attempt("filter in place", [&] { filter(a, a, square.data(), 100, 5); });
  // CHECK-NEXT: filter by one in place: runs
  attempt("filter by one in place", [&] { filter(a, a, square.data(), 100, 1); });
  // CHECK-NEXT: blocks of rows: runs
  attempt("blocks of rows", [&] { blocks_of_rows(a, 5, 4, 10); });
  // CHECK-NEXT: rows by address: runs
  attempt("rows by address", [&] { rows_by_address(a, a + 160, 8); });
  // CHECK-NEXT: long rows by address: {{.*}} 9 elements {{.*}} [PT0106]
  attempt("long rows by address", [&] { rows_by_address(a, a + 160, 9); });
  // CHECK-NEXT: as wide as nothing: runs
  attempt("as wide as nothing", [&] { as_wide_as(a, 0, 10, nullptr); });
  // CHECK-NEXT: as wide as ten: runs
  shape* const some = ptools::shared_new<shape>(shape{10});
  attempt("as wide as ten", [&] { as_wide_as(a, 20, 10, some); });
  // CHECK-NEXT: as wide as eleven: {{.*}} 11 elements {{.*}} [PT0106]
  some->width = 11;
  attempt("as wide as eleven", [&] { as_wide_as(a, 20, 10, some); });
  ptools::shared_delete(some);
  // CHECK-NEXT: columns: runs
  attempt("columns", [&] { columns(a, 5, 20, 4, 9); });
  // CHECK-NEXT: wide columns: {{.*}} [PT0106]
  attempt("wide columns", [&] { columns(a, 5, 20, 5, 9); });

  // CHECK-NEXT: ahead in a ring: {{.*}} 'a[(i + ahead) % n]' is what another iteration, 7 iterations after it, writes as 'a[i]'; {{.*}} [PT0106]
  attempt("ahead in a ring", [&] { add_ahead(a, 0, 20, 20, 7); });
  // CHECK-NEXT: when it has come round: {{.*}} 'a[(i + ahead) % n]' is what another iteration, 4 iterations before it, writes as 'a[i]'; {{.*}} [PT0106]
  attempt("when it has come round", [&] { add_ahead(a, 0, 10, 20, 16); });
  // CHECK-NEXT: nothing ahead: runs
  attempt("nothing ahead", [&] { add_ahead(a, 0, 20, 20, 0); });
  // CHECK-NEXT: the other half: runs
  attempt("the other half", [&] { add_ahead(a, 0, 10, 20, 10); });
  // CHECK-NEXT: the first half: runs
  attempt("the first half", [&] { add_ahead(a, 10, 20, 20, 10); });
  // CHECK-NEXT: both halves: {{.*}} 10 iterations after it, {{.*}} [PT0106]
  attempt("both halves", [&] { add_ahead(a, 0, 20, 20, 10); });
  // CHECK-NEXT: a half turned: runs
  attempt("a half turned", [&] { turn_half(a, 20, 10); });
  // CHECK-NEXT: turned twice: {{.*}} 10 iterations {{.*}} [PT0106]
  attempt("turned twice", [&] { turn(a, 20, 10); });
  // CHECK-NEXT: member: {{.*}} 'this->height[i - lag]' is what another iteration, 7 {{.*}} 'shared(height)' {{.*}} [PT0106]
  attempt("member", [] { wave{ptools::shared_array<double>(200), 7}.run(); });
  // CHECK-NEXT: member far away: runs
  attempt("member far away", [] { wave{ptools::shared_array<double>(200), 100}.run(); });
}
