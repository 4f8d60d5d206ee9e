// An element that an iteration chooses by what it finds in memory may be another one's too.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <atomic>
#include <complex>
#include <vector>

struct particle {
  double x, weight;
  int cell;
};
using shared_list = std::vector<int, ptools::shared_allocator<int>>;

void refused(ptools::shared_array<double>& bins, long* counts, const int* which,
             const particle* particles, std::complex<double>* sums, shared_list* lists, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    bins[which[i]] += 1.0; // expected: PT0042 "'bins[which[i]]'"
    ++counts[particles[i].cell]; // expected: PT0042 "may update the same element"
    const particle& p = particles[i];
    const int cell = static_cast<int>(p.x * 10);
    bins[cell] = bins[cell] + p.weight; // expected: PT0042 "'bins[cell]'"
    int chosen = 0;
    if (p.x > 0)
      chosen = which[i];
    counts[chosen]--; // expected: PT0042 "may update the same element"
    sums[which[i]] += std::complex<double>(1, 0); // expected: PT0042 "may update the same element"
    counts[which[i + which[0]]] += 1; // expected: PT0042 "may update the same element"
    lists[p.cell].push_back(i); // expected: PT0042 "'lists[p.cell]'"
  }
}

void over_a_range(const std::vector<particle>& particles, long* counts) {
  [[ptools::parallel]]
  for (const particle& p : particles)
    counts[p.cell] += 1; // expected: PT0042 "'counts[p.cell]'"
}

void accepted(ptools::shared_array<double, 2>& table, double* dense, const int* start,
              const int* column, const double* value, std::atomic<int>* hits, double* target,
              const int* which, long* counts, int n) {
  const int offsets[2] = {0, 1};
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    table(which[i], i) += 1.0;           // a column of its own
    for (int k = start[i]; k < start[i + 1]; ++k) {
      dense[i * n + column[k]] += value[k]; // a row of its own
      target[k] += value[k];             // a stretch of its own
    }
    double* stretch = target + start[i];
    for (int k = 0; k < start[i + 1] - start[i]; ++k)
      stretch[k] += value[k];
    const int row = i * n;
    for (const int o : offsets)
      dense[row + o] *= 2.0;
    hits[which[i]].fetch_add(1);
    ++hits[which[i]];
    double own[8] = {};
    own[which[i]] += 1.0;
    dense[i] += own[which[i]] + dense[which[i]]; // expected: PT0045 "'dense[which[i]]'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j)
      counts[i * j] = i; // expected: PT0042 "'counts[i * j]'"
  [[ptools::parallel(shared(counts))]]
  for (int i = 0; i < n; ++i)
    counts[which[i]] += 1;
  const double far = 1e30;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    target[which[i]] = 0.0; // whoever comes last, it is the same
    dense[which[i]] = -far;
  }
  [[ptools::parallel(shared(target))]]
  for (int i = 0; i < n; ++i)
    target[which[i]] = value[i]; // a permutation
}

void assigned(double* target, particle* particles, std::complex<double>* sums, const int* which,
              const double* value, double far, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    target[which[i]] = value[i]; // expected: PT0042 "'target[which[i]]'"
    particles[which[i]].cell = i; // expected: PT0042 "may update the same element"
    sums[which[i]] = value[i]; // expected: PT0042 "may update the same element"
    target[which[i]] = far + i; // expected: PT0042 "may update the same element"
  }
}
