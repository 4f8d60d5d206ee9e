// RUN: %check %s
// Loops as users write them, each of which gives another result in another order.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <ptools/ptools.hpp>
#include <span>
#include <vector>
using arr = ptools::shared_array<double>;
using mat = ptools::shared_array<double, 2>;
struct cell {
  double v, w;
  void update(const cell& o) { v += o.v; }
};
struct edge {
  int from, to;
};
struct view2 {
  double* p;
  int w;
  double& operator()(int x, int y) const { return p[y * w + x]; }
};
struct grid3 {
  std::vector<double, ptools::shared_allocator<double>> d;
  int nx, ny;
  double& at(int x, int y, int z) { return d[(z * ny + y) * nx + x]; }
  const double& at(int x, int y, int z) const { return d[(z * ny + y) * nx + x]; }
};
void upd(cell* a, const cell* b) {
  a->v = b->v;
}
void bubble(arr& a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; ++i) if (a[i] > a[i + 1]) // expected: PT0031 "an iteration reads 'a[i + 1]'", PT0031 "an iteration reads 'a[i]'"
      std::swap(a[i], a[i + 1]); // expected: PT0042 "two iterations may update the same element 'a[i + 1]'", PT0042 "two iterations may update the same element 'a[i]'"
}
void sand(int* h, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) if (h[i] > 3) { // expected: PT0031 "an iteration reads 'h[i]'"
    h[i] -= 4; // expected: PT0042 "two iterations may update the same element 'h[i]'"
    h[i - 1]++; // expected: PT0042 "two iterations may update the same element 'h[i - 1]'"
    h[i + 1]++; // expected: PT0042 "two iterations may update the same element 'h[i + 1]'"
  }
}
void forces(double* f, const double* x, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (int j = i + 1; j < n; ++j) {
    double g = x[i] - x[j];
    f[i] += g;
    f[j] -= g; // expected: PT0042 "two iterations may update the same element 'f[j]'"
  }
}
void half(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) a[i] += a[i / 2]; // expected: PT0045 "an iteration may read 'a[i / 2]'"
}
void fw_k(mat& d, int n) {
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) for (int j = 0; j < n;
                                                        ++j) for (int i = 0; i < n; ++i) d(i, j) = // expected: PT0042 "two iterations may update the same element 'd(i, j)'"
      std::min(d(i, j), d(i, k) + d(k, j)); // expected: PT0031 "an iteration reads 'd(i, k)'", PT0031 "an iteration reads 'd(k, j)'"
}
void lcs(mat& c, const int* a, const int* b, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) for (int j = 1; j < n; ++j) c(j, i) =
      a[i] == b[j] ? c(j - 1, i - 1) + 1 : std::max(c(j - 1, i), c(j, i - 1)); // expected: PT0031 "an iteration reads 'c(j - 1, i - 1)'", PT0031 "an iteration reads 'c(j, i - 1)'"
}
void steps(double* u, int n, int t) {
  [[ptools::parallel]]
  for (int s = 0; s < t; ++s) for (int i = 1; i < n - 1; ++i) u[i] = // expected: PT0042 "two iterations may update the same element 'u[i]'"
      0.5 * (u[i - 1] + u[i + 1]);
}
void avg(double* a, int n, int r) {
  [[ptools::parallel]]
  for (int i = r; i < n - r; ++i) {
    double s = 0;
    for (int k = -r; k <= r; ++k)
      s += a[i + k]; // expected: PT0031 "an iteration reads 'a[i + k]'"
    a[i] = s / (2 * r + 1);
  }
}
void reversal(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = a[n - 1 - i]; // expected: PT0031 "an iteration reads 'a[n - 1 - i]'"
}
void ring(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = a[(i + 1) % n]; // expected: PT0031 "an iteration reads 'a[(i + 1) % n]'"
}
void refs(mat& g, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) for (int x = 0; x < w; ++x) {
    auto& c = g(x, y);
    c += g(x, y - 1); // expected: PT0031 "an iteration reads 'g(x, y - 1)'"
  }
}
void rowptr(double* g, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) {
    double* row = g + y * w;
    const double* up = row - w;
    for (int x = 0; x < w; ++x)
      row[x] += up[x]; // expected: PT0031 "an iteration reads 'up[x]'"
  }
}
void insertion(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int j = i;
    while (j > 0 && a[j - 1] > a[j]) {
      std::swap(a[j - 1], a[j]); // expected: PT0042 "two iterations may update the same element 'a[j - 1]'", PT0042 "two iterations may update the same element 'a[j]'"
      --j;
    }
  }
}
void method(cell* c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) c[i].update(c[i - 1]); // expected: PT0031 "an iteration reads 'c[i - 1]'"
}
void byptr(cell* c, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; ++i) upd(&c[i], &c[i + 1]); // expected: PT0031 "an iteration reads '&c[i + 1]'"
}
void iters(arr& a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto it = a.begin() + i;
    *it = *(it - 1); // expected: PT0031 "an iteration reads '*(it - 1)'"
  }
}
void iters2(arr& a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    auto it = a.begin() + i;
    *it = *std::next(it); // expected: PT0031 "an iteration reads '*std::next(it)'"
  }
}
void lambda(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto left = [&](int k) { return a[k - 1]; };
    a[i] = left(i); // expected: PT0031 "an iteration reads 'left(i)'"
  }
}
void degree(int* deg, const edge* e, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    deg[e[i].from]++; // expected: PT0042 "two iterations may update the same element 'deg[e[i].from]'"
    deg[e[i].to]++; // expected: PT0042 "two iterations may update the same element 'deg[e[i].to]'"
  }
}
void spans(std::span<double> a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto s = a.subspan(i - 1, 3);
    a[i] = s[0] + s[2]; // expected: PT0031 "an iteration reads 's[0]'", PT0031 "an iteration reads 's[2]'"
  }
}
void view(view2 v, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1; x < w - 1; ++x) v(x, y) =
      0.25 * (v(x - 1, y) + v(x + 1, y) + v(x, y - 1) + v(x, y + 1)); // expected: PT0031 "an iteration reads 'v(x, y - 1)'", PT0031 "an iteration reads 'v(x, y + 1)'"
}
void g3(grid3& g, int nz) {
  [[ptools::parallel]]
  for (int z = 1; z < nz - 1; ++z) for (int y = 0; y < g.ny;
                                                             ++y) for (int x = 0; x < g.nx; ++x)
      g.at(x, y, z) = g.at(x, y, z - 1) + g.at(x, y, z + 1); // expected: PT0031 "an iteration reads 'g.at(x, y, z - 1)'", PT0031 "an iteration reads 'g.at(x, y, z + 1)'"
}
void prefix(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) a[i] = std::accumulate(a, a + i, 0.0); // expected: PT0031 "an iteration reads 'a'"
}
void mesh(double* p, const int* start, const int* nb, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = start[i]; k < start[i + 1]; ++k)
      s += p[nb[k]]; // expected: PT0045 "an iteration may read 'p[nb[k]]'"
    p[i] = s / (start[i + 1] - start[i]);
  }
}
void offsets(double* a, int n) {
  static const std::array<int, 3> off{-1, 0, 1};
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    double s = 0;
    for (int o : off)
      s += a[i + o]; // expected: PT0045 "an iteration may read 'a[i + o]'"
    a[i] = s;
  }
}
void offsets2(double* a, int w, int h) {
  const int dx[] = {1, -1, 0, 0}, dy[] = {0, 0, 1, -1};
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1; x < w - 1; ++x) {
    double s = 0;
    for (int k = 0; k < 4; ++k)
      s += a[(y + dy[k]) * w + x + dx[k]]; // expected: PT0045 "an iteration may read 'a[(y + dy[k]) * w + x + dx[k]]'"
    a[y * w + x] = s;
  }
}
void ghost(double* u, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    u[i] += 1;
    if (i == 0)
      u[0] = u[n - 2]; // expected: PT0031 "an iteration reads 'u[n - 2]'"
  }
}
void ghost2(double* u, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    u[i] += 1;
    if (i == n - 1)
      u[n - 1] = u[1]; // expected: PT0031 "an iteration reads 'u[1]'"
  }
}
void pairs(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; i += 2) {
    a[i] += a[i + 1];
    a[i + 1] = a[i + 2]; // expected: PT0031 "an iteration reads 'a[i + 2]'"
  }
}
void tri(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const double m = a[i] / a[i - 1]; // expected: PT0031 "an iteration reads 'a[i - 1]'"
    a[i] -= m;
  }
}
void nested(
    std::vector<std::vector<double, ptools::shared_allocator<double>>,
                ptools::shared_allocator<std::vector<double, ptools::shared_allocator<double>>>>&
        v) {
  [[ptools::parallel]]
  for (std::size_t i = 1; i < v.size();
                            ++i) for (std::size_t j = 0; j < v[i].size(); ++j) v[i][j] +=
      v[i - 1][j]; // expected: PT0031 "an iteration reads 'v[i - 1][j]'"
}
void range(arr& a) {
  [[ptools::parallel]]
  for (double& x : a) x = x + a[0]; // looked at when the loop starts
}
void range2(arr& a) {
  [[ptools::parallel]]
  for (double& x : a) x = *(&x + 1); // expected: PT0031 "an iteration reads '*(&x + 1)'"
}
void cond_write(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    if (a[i - 1] > 0) // expected: PT0031 "an iteration reads 'a[i - 1]'"
      a[i] = 1;
  }
}
void reach2(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int l = i > 0 ? i - 1 : 0;
    const int r = i < n - 1 ? i + 1 : n - 1;
    a[i] = a[l] + a[r]; // expected: PT0031 "an iteration reads 'a[l]'", PT0031 "an iteration reads 'a[r]'"
  }
}
void struct_member(cell* c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    c[i].v = c[i - 1].w; // expected: PT0031 "an iteration reads 'c[i - 1].w'"
    c[i].w = c[i].v * 2;
  }
}
void lu(mat& a, int n) {
  [[ptools::parallel]]
  for (int k = 0; k < n; ++k) for (int i = k + 1; i < n; ++i) {
    a(i, k) /= a(k, k);
    for (int j = k + 1; j < n; ++j)
      a(i, j) -= a(i, k) * a(k, j); // expected: PT0042 "two iterations may update the same element 'a(i, j)'"
  }
}
void back(const mat& u, double* x, int n) {
  [[ptools::parallel]]
  for (int i = n - 1; i >= 0; --i) {
    double s = x[i];
    for (int j = i + 1; j < n; ++j)
      s -= u(i, j) * x[j]; // expected: PT0031 "an iteration reads 'x[j]'"
    x[i] = s / u(i, i);
  }
}
void compaction(double* out, const double* in, int n, int& m) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) if (in[i] > 0) out[m++] = in[i]; // expected: PT0024 "the body writes 'm'"
}
void heat_tmp(double* u, double* v, int n) {
  double* a = u;
  double* b = u + 1;
  (void)v;
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; ++i) a[i] = b[i]; // expected: PT0031 "an iteration reads 'b[i]'"
}
void game(mat& g, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1; x < w - 1; ++x) {
    int n = 0;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx)
        if (dx || dy)
          n += g(x + dx, y + dy) > 0; // expected: PT0031 "an iteration reads 'g(x + dx, y + dy)'"
    g(x, y) = n == 3 || (n == 2 && g(x, y) > 0);
  }
}
void tile(double* a, int n, int b) {
  [[ptools::parallel]]
  for (int t = 0; t < n / b; ++t) for (int i = t * b; i < (t + 1) * b; ++i)
      a[i] = a[i] + (i > 0 ? a[i - 1] : 0); // expected: PT0031 "an iteration reads 'a[i - 1]'"
}
void last_row(double* a, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) {
    if (y > 0)
      a[y * w + x] += a[(y - 1) * w + x]; // expected: PT0031 "an iteration reads 'a[(y - 1) * w + x]'"
  }
}
void mem(double* a, int w, int h) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y) std::copy(a + (y - 1) * w, a + y * w, a + y * w); // expected: PT0031 "an iteration reads 'a + (y - 1) * w'"
}
void tern(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] += i ? a[i - 1] : a[n - 1]; // expected: PT0031 "an iteration reads 'a[i - 1]'", PT0031 "an iteration reads 'a[n - 1]'"
}
