// What functions that the body calls read and write is looked at too as the loop starts: rows that are
// longer than they lie apart, distances that are variables.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t 2>&1 | FileCheck %s

#include <algorithm>
#include <cstdio>
#include <ptools/ptools.hpp>

static void scale_row(double* row, int length, double by) {
  for (int k = 0; k < length; ++k) row[k] *= by;
}
static void scale_part(double* row, int first, int last, double by) {
  for (int k = first; k <= last; ++k) row[k] *= by;
}
static void clear_row(double* row, int length) { std::fill(row, row + length, 0.0); }
static void sort_row(double* row, int length) { std::sort(row, row + length); }
static void add_from(double* a, int i, int distance) { a[i] += a[i + distance]; }
static void add_within(double* a, int i, int distance, int n) {
  if (i + distance < n) a[i] += a[i + distance];
}
static void at_most(double* row, int length, int limit) {
  for (int k = 0; k < length; ++k)
    if (k < limit) row[k] += 1;
}
static void halved(double* row, int length) {
  length /= 2;
  for (int k = 0; k < length; ++k) row[k] += 1;
}
static void by_rows(double* block, int height, int width, int pitch) {
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) block[y * pitch + x] += 1;
}

void rows(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) scale_row(a + i * pitch, length, 2);
}
void rows_of_eight(double* a, int n, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) scale_row(&a[i * 8], length, 2);
}
void sums_of_eight(double* a, int n, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = 0; k < length; ++k) sum += a[i * 8 + k];
    a[i * 8] = sum;
  }
}
void parts(double* a, int n, int pitch, int first, int last) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) scale_part(a + i * pitch, first, last, 2);
}
void cleared(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    clear_row(a + i * pitch, length);
    a[i * pitch] = i;
  }
}
void sorted(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* const row = a + i * pitch;
    const int size = length;
    sort_row(row, size);
  }
}
void ahead(double* a, int n, int distance) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) add_from(a, i, distance);
}
void ahead_within(double* a, int n, int distance) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) add_within(a, i, distance, n);
}
void limited(double* a, int n, int pitch, int length, int limit) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) at_most(a + i * pitch, length, limit);
}
void halves(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) halved(a + i * pitch, length);
}
void blocks(double* a, int n, int height, int width, int pitch) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) by_rows(a + i * width, height, width, pitch);
}
void by_lambda(double* a, int n, int pitch, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const auto scale = [](double* row, int count) {
      for (int k = 0; k < count; ++k) row[k] *= 2;
    };
    scale(a + i * pitch, length);
  }
}
void stated(double* a, int n, int pitch, int length) {
  [[ptools::parallel(shared(a))]]
  for (int i = 0; i < n; ++i) clear_row(a + i * pitch, length);
}

template <class Call>
void attempt(const char* what, Call call) {
  try {
    call();
    std::printf("%s: runs\n", what);
  } catch (const std::exception& e) {
    std::printf("%s: %s\n", what, e.what());
  }
}

int main() {
  ptools::shared_array<double> all(2000);
  double* const a = all.data();

  // CHECK: rows: runs
  attempt("rows", [&] { rows(a, 20, 10, 10); });
  // CHECK-NEXT: long rows: {{.*}}meetings_in_functions.cpp:39: the parallel loop cannot start: 'scale_row(a + i * pitch, length, 2)' is what another iteration, 1 iteration {{.*}} [PT0106]
  attempt("long rows", [&] { rows(a, 20, 10, 11); });
  // CHECK-NEXT: one row: runs
  attempt("one row", [&] { rows(a, 1, 10, 11); });
  // CHECK-NEXT: of eight: runs
  attempt("of eight", [&] { rows_of_eight(a, 20, 8); });
  // CHECK-NEXT: of three: runs
  attempt("of three", [&] { rows_of_eight(a, 20, 3); });
  // CHECK-NEXT: of nine: {{.*}} [PT0106]
  attempt("of nine", [&] { rows_of_eight(a, 20, 9); });
  // CHECK-NEXT: sums of eight: runs
  attempt("sums of eight", [&] { sums_of_eight(a, 20, 8); });
  // CHECK-NEXT: sums of nine: {{.*}} 'a[i * 8 + k]' is what another iteration, 1 iteration after it, {{.*}} [PT0106]
  attempt("sums of nine", [&] { sums_of_eight(a, 20, 9); });
  // CHECK-NEXT: parts: runs
  attempt("parts", [&] { parts(a, 20, 10, 5, 14); });
  // CHECK-NEXT: long parts: {{.*}} [PT0106]
  attempt("long parts", [&] { parts(a, 20, 10, 5, 15); });
  // CHECK-NEXT: cleared: runs
  attempt("cleared", [&] { cleared(a, 20, 10, 10); });
  // CHECK-NEXT: cleared too far: {{.*}} [PT0106]
  attempt("cleared too far", [&] { cleared(a, 20, 10, 11); });
  // CHECK-NEXT: sorted: runs
  attempt("sorted", [&] { sorted(a, 20, 10, 10); });
  // CHECK-NEXT: sorted too far: {{.*}} [PT0106]
  attempt("sorted too far", [&] { sorted(a, 20, 10, 12); });
  // CHECK-NEXT: ahead: {{.*}} 'add_from(a, i, distance)' is what another iteration, 7 iterations after it, writes as well; give each iteration elements of its own, {{.*}} [PT0106]
  attempt("ahead", [&] { ahead(a, 20, 7); });
  // CHECK-NEXT: behind: {{.*}} 3 iterations before it, {{.*}} [PT0106]
  attempt("behind", [&] { ahead(a + 10, 20, -3); });
  // CHECK-NEXT: here: runs
  attempt("here", [&] { ahead(a, 20, 0); });
  // CHECK-NEXT: far ahead: runs
  attempt("far ahead", [&] { ahead(a, 20, 20); });
  // CHECK-NEXT: within: {{.*}} [PT0106]
  attempt("within", [&] { ahead_within(a, 20, 7); });
  // CHECK-NEXT: limited: runs
  attempt("limited", [&] { limited(a, 20, 10, 20, 10); });
  // CHECK-NEXT: halves: runs
  attempt("halves", [&] { halves(a, 20, 10, 20); });
  // CHECK-NEXT: blocks: runs
  attempt("blocks", [&] { blocks(a, 5, 4, 10, 50); });
  // CHECK-NEXT: by lambda: runs
  attempt("by lambda", [&] { by_lambda(a, 20, 10, 10); });
  // CHECK-NEXT: by lambda too far: {{.*}} [PT0106]
  attempt("by lambda too far", [&] { by_lambda(a, 20, 10, 11); });
  // CHECK-NEXT: stated: runs
  attempt("stated", [&] { stated(a, 20, 10, 11); });
}
