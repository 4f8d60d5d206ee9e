// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <mutex>
#include <vector>

struct node {
  double x;
  int next;
};
struct grid {
  int w;
  int at(int x, int y) const { return y * w + x; }
};
inline int index_of(int x, int y, int w) { return x + w * y; }
template <class T>
constexpr T half(T n) { return n / 2; }
int elsewhere(int);

void refused(double* a, node* nodes, const int* to, const int* start, const std::vector<std::vector<int>>& lists, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[to[i]]; // expected: PT0045 "may read 'a[to[i]]', which another iteration writes as 'a[i]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = start[i]; k < start[i + 1]; ++k)
      a[i] -= a[to[k]]; // expected: PT0045 "'a[to[k]]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int nb : lists[i])
      a[i] -= a[nb]; // expected: PT0045 "'a[nb]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    nodes[i].x = nodes[nodes[i].next].x; // expected: PT0045 "nodes[nodes[i].next].x"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = a[elsewhere(i)]; // expected: PT0045 "'a[elsewhere(i)]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = a[i ^ 1]; // expected: PT0045 "'a[i ^ 1]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int k = i;
    ++k;
    a[k] = a[i]; // expected: PT0045 "as 'a[k]'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = a[half(i)]; // expected: PT0045 "'a[half(i)]'"
}

void looked_into(double* a, const grid& g, int w, int h) {
  const auto ix = [w](int x, int y) { return x + w * y; };
  const auto row = [&](int y) { return index_of(0, y, w); };
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      a[index_of(x, y, w)] = a[index_of(x, y - 1, w)]; // expected: PT0031 "'a[index_of(x, y - 1, w)]'"
    }
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      a[g.at(x, y)] = a[g.at(x, y - 1)]; // expected: PT0031 "'a[g.at(x, y - 1)]'"
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 0; x < w; ++x)
      a[row(y) + x] += a[row(y - 1) + x]; // expected: PT0031 "'a[row(y - 1) + x]'"
  int v = w;
  const auto old = [v](int x, int y) { return x + v * y; };
  v = 2;
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    a[old(0, y)] = a[old(v, y - 1)]; // expected: PT0045 "'a[old(v, y - 1)]'"
  // accepted: PT0045
  // accepted: PT0031
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w; ++x)
      a[index_of(x, y, w)] = a[index_of(x - 1, y, w)] + a[ix(x, y)];
}

void accepted(double* a, double* b, node* nodes, const int* to, const int* start, const int* colour, double** rows,
              ptools::shared_array<double, 2>& q, int n, int c, int cur) {
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (colour[i] != 2) continue;
    for (int k = start[i]; k < start[i + 1]; ++k) a[i] -= a[to[k]];
  }
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    b[i] = a[to[i]];
    a[i * n + to[i]] += a[i * n + to[i + 1]];
    for (int k = 0; k < n; ++k)
      q(k, i) = q(to[k], i);
    rows[i][to[i]] = rows[i][c];
    nodes[i].x = nodes[nodes[i].next].next;
  }
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int k = start[i];
    for (int j = 0; j < 4; ++j)
      b[k++] = j;
    for (int j = start[i]; j < k; ++j)
      b[j] += 1;
  }
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < 8; ++k)
      b[elsewhere(c) * 8 + k] = 1 + b[elsewhere(c) * 8 + to[k]];
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int partner = i ^ c;
    if (partner > i && a[i] > a[partner])
      std::swap(a[i], a[partner]);
  }
  // accepted: PT0045
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    q(i, cur) = q(to[i], 1 - cur);
  // accepted: PT0045
  [[ptools::parallel(shared(a))]]
  for (int i = 0; i < n; ++i)
    a[i] = a[to[i]];
}
