// What iterations read of all elements while each writes its own: in range-for loops, by functions, by the
// library, by structured bindings.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <array>
#include <numeric>
#include <span>
#include <vector>

template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;

struct particle {
  double x, v;
};
struct entry {
  int key;
  double value;
};

double total(const shared_vector<double>& v) {
  double s = 0;
  for (double x : v) s += x;
  return s;
}
double total_by_index(const shared_vector<double>& v) {
  double s = 0;
  for (std::size_t i = 0; i < v.size(); ++i) s += v[i];
  return s;
}
double force(const shared_vector<particle>& p, int i) {
  double s = 0;
  for (std::size_t j = 0; j < p.size(); ++j) s += p[j].x - p[i].x;
  return s;
}

void refused(shared_vector<double>& v, double* d, shared_vector<particle>& p, shared_vector<entry>& e, int n) {
  [[ptools::parallel]]
  for (auto& a : p)
    for (auto& b : p)
      a.v += b.v; // expected: PT0031 "'b.v'"
  [[ptools::parallel]]
  for (auto& a : p)
    for (const auto& b : p)
      if (&a != &b) a.x += 0.1 * (b.x - a.x); // expected: PT0031 "'b.x'"
  [[ptools::parallel]]
  for (double& x : v) {
    double s = 0;
    for (int k = 0; k < n; ++k)
      s += v[k]; // expected: PT0031 "'v[k]'"
    x -= s;
  }
  [[ptools::parallel]]
  for (double& x : v)
    x -= total(v); // expected: PT0031 "'total(v)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v[i] -= total(v); // expected: PT0031 "'total(v)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v[i] -= total_by_index(v); // expected: PT0031 "'total_by_index(v)'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    p[i].v += force(p, i); // expected: PT0031 "'force(p, i)'"
    p[i].x += 0.1 * p[i].v;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    d[i] -= std::accumulate(d, d + n, 0.0); // expected: PT0031 "'d'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto& [key, value] = e[i];
    const auto& [key_before, value_before] = e[i - 1];
    key = i;
    value += value_before; // expected: PT0031 "'value_before'"
  }
}

void segment(double* a, int n) {
  for (int i = 1; i < n; ++i) a[i] += a[i - 1];
}
struct rows {
  ptools::shared_array<double> d;
  int w;
  std::span<double> row(int y) { return {d.data() + y * w, static_cast<std::size_t>(w)}; }
};

void accepted(shared_vector<double>& v, const shared_vector<double>& old, double* d, const int* begin,
              shared_vector<particle>& p, shared_vector<entry>& e, rows& g, int n) {
  [[ptools::parallel]]
  for (auto& a : p)
    for (const auto& b : p) a.v += b.x;
  [[ptools::parallel]]
  for (double& x : v) x -= total(old);
  [[ptools::parallel]]
  for (double& x : v) {
    double s = 0;
    for (int k = 0; k < n; ++k) s += old[k];
    x -= s;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) p[i].v += force(p, i);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) v[i] -= std::accumulate(d, d + n, 0.0);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) d[n + i] = std::accumulate(d, d + n, 0.0);
  [[ptools::parallel]]
  for (auto& [key, value] : e) value += key;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto& [key, value] = e[i];
    value += key;
  }
  [[ptools::parallel]]
  for (int b = 0; b < n; ++b) segment(&d[begin[b]], begin[b + 1] - begin[b]);
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const auto row = g.row(y);
    std::partial_sum(row.begin(), row.end(), row.begin());
  }
}
