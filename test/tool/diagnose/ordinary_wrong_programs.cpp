// RUN: %check %s
// More of them: lattices, cells, finite elements, dynamic programming, graphs.
#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <ptools/ptools.hpp>
#include <string>
#include <vector>
using arr = ptools::shared_array<double>;
using mat = ptools::shared_array<double, 2>;
using ten = ptools::shared_array<double, 3>;
template <class T>
using svec = std::vector<T, ptools::shared_allocator<T>>;
struct cell {
  double v;
  int kind;
  int next;
  double get() const { return v; }
  void set(double x) { v = x; }
};
struct lattice {
  svec<cell> c;
  int w, h;
  int index(int x, int y) const { return y * w + x; }
  int wrap(int k, int n) const { return (k % n + n) % n; }
  cell& at(int x, int y) { return c[index(wrap(x, w), wrap(y, h))]; }
  const cell& at(int x, int y) const { return c[index(wrap(x, w), wrap(y, h))]; }
  double sum(int x, int y) const {
    double s = 0;
    for (int d = -1; d <= 1; ++d)
      s += at(x, y + d).v;
    return s;
  }
  int count(int x, int y) const {
    int n = 0;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        if (dx == 0 && dy == 0)
          continue;
        if (at(x + dx, y + dy).kind == 1)
          ++n;
      }
    return n;
  }
};
void ising(lattice& l, double b) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) {
    const double e =
        l.at(x, y).v * (l.at(x - 1, y).v + l.at(x + 1, y).v + l.at(x, y - 1).v + l.at(x, y + 1).v); // expected: PT0031 "an iteration reads 'l.at(x, y - 1).v'", PT0031 "an iteration reads 'l.at(x, y + 1).v'"
    if (e < b)
      l.at(x, y).v = -l.at(x, y).v;
  }
}
void life(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) {
    const int n = l.count(x, y); // expected: PT0031 "an iteration reads 'l.count(x, y)'"
    l.at(x, y).kind = n == 3 || (n == 2 && l.at(x, y).kind == 1);
  }
}
void sums(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).set(
      l.sum(x, y)); // expected: PT0031 "an iteration reads 'l.sum(x, y)'"
}
void fire(int* s, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1; x < w - 1; ++x) {
    if (s[y * w + x] == 2) {
      s[y * w + x] = 0;
      continue;
    }
    if (s[y * w + x] == 1 && (s[(y - 1) * w + x] == 2 || s[(y + 1) * w + x] == 2)) // expected: PT0031 "an iteration reads 's[(y - 1) * w + x]'", PT0031 "an iteration reads 's[(y + 1) * w + x]'"
      s[y * w + x] = 2;
  }
}
void spread(int* s, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1;
                            ++y) for (int x = 1; x < w - 1;
                                      ++x) if (s[y * w + x] == // expected: PT0031 "an iteration reads 's[y * w + x]'"
                                               2) for (int d = -1; d <= 1;
                                                       ++d) if (s[(y + d) * w + x] == 1)
      s[(y + d) * w + x] = 2;
}
void spread2(double* a, const double* w, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    a[i - 1] += w[i]; // expected: PT0042 "two iterations may update the same element 'a[i - 1]'"
    a[i + 1] += w[i]; // expected: PT0042 "two iterations may update the same element 'a[i + 1]'"
  }
}
void deposit(double* rho, const double* x, int n, double dx) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int k = static_cast<int>(x[i] / dx);
    rho[k] += 1; // expected: PT0042 "two iterations may update the same element 'rho[k]'"
    rho[k + 1] += 1; // expected: PT0042 "two iterations may update the same element 'rho[k + 1]'"
  }
}
void deposit2(arr& rho, const arr& x, double dx) {
  [[ptools::parallel]]
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto k = static_cast<std::size_t>(x[i] / dx);
    const double f = x[i] / dx - k;
    rho[k] += 1 - f; // expected: PT0042 "two iterations may update the same element 'rho[k]'"
    rho[k + 1] += f; // expected: PT0042 "two iterations may update the same element 'rho[k + 1]'"
  }
}
void elements(double* f, const int (*nodes)[3], int n) {
  [[ptools::parallel]]
  for (int e = 0; e < n; ++e) for (int k = 0; k < 3; ++k) f[nodes[e][k]] += // expected: PT0042 "two iterations may update the same element 'f[nodes[e][k]]'"
      1.0 / 3;
}
void elements2(double* f, const std::array<int, 3>* nodes, int n) {
  [[ptools::parallel]]
  for (int e = 0; e < n; ++e) for (int node : nodes[e]) f[node] += 1.0 / 3; // expected: PT0042 "two iterations may update the same element 'f[node]'"
}
void fluxes(double* r, const double* u, int n) {
  [[ptools::parallel]]
  for (int f = 0; f < n - 1; ++f) {
    const double flux = u[f] - u[f + 1];
    r[f] -= flux; // expected: PT0042 "two iterations may update the same element 'r[f]'"
    r[f + 1] += flux; // expected: PT0042 "two iterations may update the same element 'r[f + 1]'"
  }
}
void colsum(const mat& a, double* s, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) s[x] += a(x, y); // expected: PT0042 "two iterations may update the same element 's[x]'"
}
void maxcol(const mat& a, double* s, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) s[x] = // expected: PT0042 "two iterations may update the same element 's[x]'"
      std::max(s[x], a(x, y));
}
void maxcol2(const mat& a, double* s, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) if (a(x, y) > s[x])
      s[x] = a(x, y); // expected: PT0042 "two iterations may update the same element 's[x]'"
}
void t3(ten& u, int n) {
  [[ptools::parallel]]
  for (int k = 1; k < n - 1; ++k) for (int j = 1; j < n - 1;
                                                            ++j) for (int i = 1; i < n - 1; ++i)
      u(i, j, k) = (u(i - 1, j, k) + u(i, j - 1, k) + u(i, j, k - 1)) / 3; // expected: PT0031 "an iteration reads 'u(i, j, k - 1)'"
}
void t3b(ten& u, int n) {
  [[ptools::parallel]]
  for (int k = 1; k < n - 1; ++k) for (int j = 1; j < n - 1;
                                                            ++j) for (int i = 1; i < n - 1; ++i)
      u(k, j, i) = u(k - 1, j, i) + u(k, j, i); // expected: PT0031 "an iteration reads 'u(k - 1, j, i)'"
}
void thomas(double* c, double* d, const double* a, const double* b, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const double m = 1 / (b[i] - a[i] * c[i - 1]); // expected: PT0031 "an iteration reads 'c[i - 1]'"
    c[i] *= m;
    d[i] = (d[i] - a[i] * d[i - 1]) * m; // expected: PT0031 "an iteration reads 'd[i - 1]'"
  }
}
void iir(const double* x, double* y, int n) {
  [[ptools::parallel]]
  for (int i = 2; i < n; ++i) y[i] =
      0.2 * x[i] + 0.5 * y[i - 1] + 0.3 * y[i - 2]; // expected: PT0031 "an iteration reads 'y[i - 1]'", PT0031 "an iteration reads 'y[i - 2]'"
}
void knap(int* best, const int* w, const int* v, int n, int cap) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (int c = cap; c >= w[i]; --c) best[c] = // expected: PT0042 "two iterations may update the same element 'best[c]'"
      std::max(best[c], best[c - w[i]] + v[i]);
}
void knap2(mat& b, const int* w, const int* v, int n, int cap) {
  [[ptools::parallel]]
  for (int i = 1; i <= n; ++i) for (int c = 0; c <= cap; ++c) b(c, i) =
      c >= w[i] ? std::max(b(c, i - 1), b(c - w[i], i - 1) + v[i]) : b(c, i - 1); // expected: PT0031 "an iteration reads 'b(c, i - 1)'", PT0045 "an iteration may read 'b(c - w[i], i - 1)'", PT0031 "an iteration reads 'b(c, i - 1)'"
}
void knap3(double* b, const int* w, int cap, int k) {
  [[ptools::parallel]]
  for (int c = 0; c <= cap; ++c) if (c >= w[k]) b[c] =
      std::max(b[c], b[c - w[k]]); // expected: PT0045 "an iteration may read 'b[c - w[k]]'"
}
void pascal(mat& p, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    p(0, i) = 1;
    for (int j = 1; j <= i; ++j)
      p(j, i) = p(j - 1, i - 1) + p(j, i - 1); // expected: PT0031 "an iteration reads 'p(j - 1, i - 1)'", PT0031 "an iteration reads 'p(j, i - 1)'"
  }
}
void collatz(int* len, int n) {
  [[ptools::parallel]]
  for (int i = 2; i < n; ++i) {
    long k = i;
    int s = 0;
    while (k >= i) {
      k = k % 2 ? 3 * k + 1 : k / 2;
      ++s;
    }
    len[i] = len[k] + s; // expected: PT0045 "an iteration may read 'len[k]'"
  }
}
void heap(double* a, int n) {
  [[ptools::parallel]]
  for (int i = n / 2 - 1; i >= 0; --i) {
    int k = i;
    while (2 * k + 1 < n) {
      int c = 2 * k + 1;
      if (c + 1 < n && a[c + 1] > a[c])
        ++c;
      if (a[k] >= a[c])
        break;
      std::swap(a[k], a[c]); // expected: PT0042 "two iterations may update the same element 'a[k]'"
      k = c;
    }
  }
}
void tree_up(double* a, int n) {
  [[ptools::parallel]]
  for (int i = n - 1; i > 0; --i) a[(i - 1) / 2] += a[i]; // expected: PT0042 "two iterations may update the same element 'a[(i - 1) / 2]'"
}
void list(cell* c, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) c[c[i].next].v += c[i].v; // expected: PT0042 "two iterations may update the same element 'c[c[i].next].v'"
}
void list2(cell* c, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) c[i].v += c[c[i].next].v; // expected: PT0045 "an iteration may read 'c[c[i].next].v'"
}
void pagerank(double* r, const int* s, const int* col, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double t = 0;
    for (int k = s[i]; k < s[i + 1]; ++k)
      t += r[col[k]] / (s[col[k] + 1] - s[col[k]]); // expected: PT0045 "an iteration may read 'r[col[k]]'"
    r[i] = 0.15 + 0.85 * t;
  }
}
void relax(double* dist, const int* from, const int* to, const double* w, int m) {
  [[ptools::parallel]]
  for (int e = 0; e < m; ++e) if (dist[from[e]] + w[e] < dist[to[e]])
      dist[to[e]] = dist[from[e]] + w[e]; // expected: PT0042 "two iterations may update the same element 'dist[to[e]]'"
}
void maxi(const double* x, int n, double& best, int& where) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) if (x[i] > best) {
    best = x[i]; // expected: PT0024 "the body writes 'best'"
    where = i; // expected: PT0024 "the body writes 'where'"
  }
}
void wrapadd(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < 2 * n; ++i) a[i % n] += i; // expected: PT0042 "two iterations may update the same element 'a[i % n]'"
}
void block(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i / 4] += 1; // expected: PT0042 "two iterations may update the same element 'a[i / 4]'"
}
void swapcols(mat& a, const int* p, int n) {
  [[ptools::parallel]]
  for (int j = 0; j < n; ++j) for (int i = 0; i < n; ++i)
      std::swap(a(i, j), a(i, p[j])); // expected: PT0042 "two iterations may update the same element 'a(i, p[j])'"
}
void permute(double* a, const int* p, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = a[p[i]]; // expected: PT0045 "an iteration may read 'a[p[i]]'"
}
void minabs(const double* x, int n, double* out) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)* out = std::min(*out, x[i]); // expected: PT0030 "every iteration writes the same element '* out'"
}
void meanvar(const double* x, int n, double* out) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    out[0] += x[i]; // expected: PT0030 "every iteration writes the same element 'out[0]'"
    out[1] += x[i] * x[i]; // expected: PT0030 "every iteration writes the same element 'out[1]'"
  }
}
void norm_first(mat& a, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    const double f = a(0, 0); // expected: PT0031 "an iteration reads 'a(0, 0)'"
    for (int x = 0; x < w; ++x)
      a(x, y) /= f;
  }
}
void lap(const double* const* in, double** out, int n) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) for (int x = 1; x < n; ++x) out[y][x] =
      out[y - 1][x] + in[y][x]; // expected: PT0031 "an iteration reads 'out[y - 1][x]'"
}
