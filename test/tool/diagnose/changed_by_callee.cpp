// Captured variables that a callee, visible in the same file, changes: by reference, by pointer, as
// a member function, two calls deep.
// RUN: %check %s
// compile-flags: -std=c++20
#include <ptools/ptools.hpp>

#include <span>
#include <vector>

static void add(int& to, int x) { to += x; }
static void set(int* to, int x) { *to = x; }
static void add_twice(int& to, int x) {
  add(to, x);
  add(to, x);
}
static void append(std::vector<int>& v, int x) { v.push_back(x); }
static void fill_span(std::span<double> v, int i) { v[i] = i; }
static void fill(double* v, int i) { v[i] = i; }
static int only_reads(std::vector<int>& v, int i) { return v[i]; }
static void indirect(std::vector<int>& v, int x) { append(v, x); }

struct accumulator {
  int total = 0;
  void add(int x) { ::add(total, x); }
  void merge(accumulator& other) const { other.total += total; }
};

void unknown_callee(int& x);
void unknown_reader(const int& x);

void calls(const int* a, int n, const accumulator& given) {
  int count = 0, last = 0, deep = 0, far = 0;
  std::vector<int> list, deep_list;
  std::vector<double> in_private(n);
  accumulator sum, other;
  double local[100] = {};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    add(count, a[i]); // expected: PT0027 "'count' is passed to 'add', which changes it"
    set(&last, a[i]); // expected: PT0027 "'last' is passed to 'set', which changes it"
    add_twice(deep, a[i]); // expected: PT0027 "'deep' is passed to 'add_twice'"
    append(list, a[i]); // expected: PT0027 "'list' is passed to 'append'"
    indirect(deep_list, a[i]); // expected: PT0027 "'deep_list' is passed to 'indirect'"
    sum.add(a[i]); // expected: PT0026 "'sum'"
    given.merge(other); // expected: PT0027 "'other' is passed to 'merge'"
    fill_span(in_private, i); // expected: PT0027 "'in_private' is passed to 'fill_span'"
    fill(local, i); // expected: PT0027 "'local' is passed to 'fill'"
    unknown_callee(far); // expected: PT0027 "'far' is passed to 'unknown_callee'"
  }
}

void accepted(std::vector<int>& v, double* out, int n) {
  int offset = 3;
  // accepted: PT0027
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int own = 0;
    add_twice(own, i);
    set(&own, own + offset);
    std::vector<int> mine;
    append(mine, only_reads(v, i));
    accumulator sum;
    sum.add(own);
    unknown_callee(own);
    unknown_reader(offset);
    fill(out, i);
  }
}

void views(ptools::shared_array<double>& all,
           std::vector<double, ptools::shared_allocator<double>>& v, int n) {
  // accepted: PT0027
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    fill_span(all, i);
    fill_span(std::span<double>(v), i);
  }
}
