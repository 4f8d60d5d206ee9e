// Elements found in memory that are an iteration's own, and values that are the same in all.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <atomic>
#include <cmath>
#include <ranges>
#include <vector>

struct vec {
  double x, y, z;
};
struct settings {
  double level;
};

void accepted(double* hist, double* u, vec* points, double* a, int* out, std::atomic<int>* pos,
              const int* offset, const int* bin, const int* where, const double* g,
              const double* v, settings set, double t, int n, int m) {
  // accepted: PT0042
  [[ptools::parallel]]
  for (int q = 0; q < n; ++q) {
    double* const h = hist + offset[q];
    for (int i = 0; i < m; ++i)
      h[bin[q * m + i]] += g[i];
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int q = 0; q < n; ++q) {
    int next[256];
    for (int b = 0; b < 256; ++b)
      next[b] = offset[q * 256 + b];
    for (int i = q * m; i < (q + 1) * m; ++i)
      out[next[bin[i] & 255]++] = i;
    out[pos[bin[q]].fetch_add(1)] = q;
    const int ticket = pos->fetch_add(1);
    out[ticket] = q;
    out[pos[bin[q]]++] = q;
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int c = 0; c < n; ++c)
    for (int j : std::views::iota(c * m, (c + 1) * m))
      a[j] += 1;
  // accepted: PT0042
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) {
    const double square = t * t;
    u[where[k]] = square;
    u[where[k]] = std::sin(t) + std::abs(square);
    u[where[k]] = std::nan("");
    u[where[k]] = v[3];
    u[where[k]] = set.level;
    u[where[k] * 3] = u[where[k] * 3 + 1] = 0;
    points[where[k]] = vec{0, 0, 0};
    points[where[k]] = vec();
  }
}

void refused(double* hist, double* u, vec* points, int* out, int* pos, const int* offset,
             const int* bin, const int* where, const double* g, double* w, int n, int m) {
  [[ptools::parallel]]
  for (int q = 0; q < n; ++q) {
    double* const h = hist + offset[q];
    h[0] += g[q]; // expected: PT0042 "'h[0]'"
    *h += g[q]; // expected: PT0042 "'*h'"
  }
  [[ptools::parallel]]
  for (int q = 0; q < n; ++q) {
    double* const h = hist + bin[0];
    h[bin[q]] += g[q]; // expected: PT0042 "'h[bin[q]]'"
    out[pos[bin[q]]] = q; // expected: PT0042 "'out[pos[bin[q]]]'"
  }
  [[ptools::parallel]]
  for (int c = 0; c < n; ++c)
    for (int j : std::views::iota(0, m))
      u[where[j]] += c; // expected: PT0042 "'u[where[j]]'"
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) {
    const double square = g[k] * g[k];
    u[where[k]] = square; // expected: PT0042 "'u[where[k]]'"
    u[where[k]] = std::sin(k); // expected: PT0042 "'u[where[k]]'"
    u[where[k]] = g[k]; // expected: PT0042 "'u[where[k]]'"
    u[where[k]] = w[3]; // expected: PT0042 "'u[where[k]]'"
    w[3] += 1; // expected: PT0030 "w[3]"
    points[where[k]] = vec{0, 1.0 * k, 0}; // expected: PT0042 "'points[where[k]]'"
  }
  // FE assembly and a transposed product: lists of their own that share elements.
  [[ptools::parallel]]
  for (int e = 0; e < n; ++e)
    for (int k = 0; k < 8; ++k)
      u[where[e * 8 + k]] += g[e * 8 + k]; // expected: PT0042 "'u[where[e * 8 + k]]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = offset[i]; k < offset[i + 1]; ++k)
      u[where[k]] += g[k]; // expected: PT0042 "'u[where[k]]'"
}

void rings(double* ring, std::vector<double, ptools::shared_allocator<double>>& o,
           const double* in, int head, int size, int n) {
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    ring[(head + i) & 1023] = in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    ring[(head + i) % size] = in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    o[(i + 1) % o.size()] = in[i];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    ring[(head + i) & 1023] += in[i]; // expected: PT0042 "'ring[(head + i) & 1023]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    ring[i % 4] = in[i]; // expected: PT0042 "'ring[i % 4]'"
    o[i] = ring[i % 4];
  }
  [[ptools::parallel]]
  for (int i = 0; i < 2000; ++i)
    ring[(head + i) & 1023] = in[i]; // expected: PT0042 "'ring[(head + i) & 1023]'"
}
