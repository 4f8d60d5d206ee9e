// Captured shared objects that are passed on by non-const reference.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

using shared_doubles = std::vector<double, ptools::shared_allocator<double>>;

static void set(ptools::shared_array<double>& a, int i, double value) { a[i] = value; }
static void set_vector(shared_doubles& v, std::size_t i, double value) { v[i] = value; }
static double get(std::vector<double>& v, int i) { return v[i]; }
static void bump(double& x) { x += 1.0; }
template <class Array>
void exchange(Array& a, int i, int j) {
  std::swap(a[i], a[j]);
}

void set_all(ptools::shared_array<double>& a, int n) {
  // shape: canonical, nonconst-ref-arg, calls-user, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    set(a, i, 2.0 * i);
}

void set_all_vector(shared_doubles& v) {
  // shape: canonical, nonconst-ref-arg, calls-user, captured-write, vector-write, bound-call
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    set_vector(v, i, 0.5);
}

// The callee takes a non-const reference, and only reads.
void reads(std::vector<double>& v, double* out, int n) {
  // shape: canonical, nonconst-ref-arg, calls-user, captured-write, raw-write, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = get(v, i);
}

void bump_all(double* a, int n) {
  // shape: canonical, nonconst-ref-arg, calls-user, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    bump(a[i]);
}

void exchange_all(ptools::shared_array<double>& a, int n) {
  // shape: canonical, nonconst-ref-arg, calls-user, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    exchange(a, 2 * i, 2 * i + 1);
}

void count_bins(const int* values, std::atomic<int>* bins, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    bins[values[i]].fetch_add(1, std::memory_order_relaxed);
}
