// RUN: %check %s
// Loops as users write them, whose iterations do not meet.
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numeric>
#include <ptools/ptools.hpp>
#include <span>
#include <vector>
using arr = ptools::shared_array<double>;
using mat = ptools::shared_array<double, 2>;
struct particle {
  double x, y, vx, vy;
};
struct image {
  ptools::shared_array<float> px;
  int w, h;
  float& at(int x, int y) { return px[y * w + x]; }
  float at(int x, int y) const { return px[y * w + x]; }
};
void matmul(const mat& a, const mat& b, mat& c, int n) {
  [[ptools::parallel]]
  for (int j = 0; j < n; ++j) for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < n; ++k)
      s += a(i, k) * b(k, j);
    c(i, j) = s;
  }
}
void matmul2(const double* a, const double* b, double* c, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (int k = 0; k < n; ++k) for (int j = 0;
                                                                                    j < n; ++j)
      c[i * n + j] += a[i * n + k] * b[k * n + j];
}
void jacobi(arr& u, arr& v, int n, int steps) {
  double *a = u.data(), *b = v.data();
  for (int s = 0; s < steps; ++s) {
    [[ptools::parallel]]
    for (int i = 1; i < n - 1; ++i) b[i] = 0.5 * (a[i - 1] + a[i + 1]);
    std::swap(a, b);
  }
}
void nbody(particle* p, const particle* q, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double fx = 0;
    for (int j = 0; j < n; ++j)
      if (i != j)
        fx += 1 / (q[i].x - q[j].x);
    p[i].vx += fx;
    p[i].x += p[i].vx;
  }
}
void nbody2(particle* p, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double fx = 0;
    for (int j = 0; j < n; ++j)
      fx += p[j].x - p[i].x;
    p[i].vx += fx;
  }
}
void spmv(const int* start, const int* col, const double* v, const double* x, double* y, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = start[i]; k < start[i + 1]; ++k)
      s += v[k] * x[col[k]];
    y[i] = s;
  }
}
void scale_rows(const int* start, double* v, const double* d, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (int k = start[i]; k < start[i + 1]; ++k)
      v[k] *= d[i];
}
void transpose(const mat& a, mat& b, int n) {
  [[ptools::parallel]]
  for (int j = 0; j < n; ++j) for (int i = 0; i < n; ++i) b(i, j) = a(j, i);
}
void blur(const image& in, image& out) {
  [[ptools::parallel]]
  for (int y = 0; y < in.h; ++y) for (int x = 0; x < in.w; ++x) {
    float s = 0;
    for (int d = -2; d <= 2; ++d)
      s += in.at(std::clamp(x + d, 0, in.w - 1), y);
    out.at(x, y) = s / 5;
  }
}
void blur_rows(image& im) {
  [[ptools::parallel]]
  for (int y = 0; y < im.h; ++y) {
    float before = im.at(0, y);
    for (int x = 1; x < im.w; ++x) {
      const float now = im.at(x, y);
      im.at(x, y) = (before + now) / 2;
      before = now;
    }
  }
}
void threshold(float* p, int n, float t) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) p[i] = p[i] > t ? 1.f : 0.f;
}
void lu_step(mat& a, int n, int k) {
  [[ptools::parallel]]
  for (int j = k + 1; j < n; ++j) for (int i = k + 1; i < n; ++i) a(i, j) -=
      a(i, k) * a(k, j);
}
void lu_scale(mat& a, int n, int k) {
  [[ptools::parallel]]
  for (int i = k + 1; i < n; ++i) a(i, k) /= a(k, k);
}
void lu_both(mat& a, int n, int k) {
  [[ptools::parallel]]
  for (int i = k + 1; i < n; ++i) {
    a(i, k) /= a(k, k);
    for (int j = k + 1; j < n; ++j)
      a(i, j) -= a(i, k) * a(k, j);
  }
}
void lu_flat(double* a, int n) {
  for (int k = 0; k < n; ++k) {
    [[ptools::parallel]]
    for (int i = k + 1; i < n; ++i) {
      a[i * n + k] /= a[k * n + k];
      for (int j = k + 1; j < n; ++j)
        a[i * n + j] -= a[i * n + k] * a[k * n + j];
    }
  }
}
void cholesky(double* a, int n) {
  for (int j = 0; j < n; ++j) {
    [[ptools::parallel]]
    for (int i = j + 1; i < n; ++i) {
      double s = a[i * n + j];
      for (int k = 0; k < j; ++k)
        s -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = s / a[j * n + j];
    }
  }
}
void gauss_jordan(double* a, int n, int k) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i == k)
      continue;
    const double f = a[i * n + k] / a[k * n + k];
    for (int j = k; j < n; ++j)
      a[i * n + j] -= f * a[k * n + j];
  }
}
void kmeans(const double* x, const double* c, int* which, int n, int k) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int best = 0;
    for (int j = 1; j < k; ++j)
      if (std::abs(x[i] - c[j]) < std::abs(x[i] - c[best]))
        best = j;
    which[i] = best;
  }
}
void sort_rows(double* a, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) std::sort(a + y * w, a + (y + 1) * w);
}
void prefix_rows(double* a, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) for (int x = 1; x < w; ++x) a[y * w + x] +=
      a[y * w + x - 1];
}
void redblack(double* u, int n, int colour) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) if (i % 2 == colour) u[i] =
      0.5 * (u[i - 1] + u[i + 1]);
}
void redblack2(double* u, int n, int colour) {
  [[ptools::parallel]]
  for (int i = 1 + colour; i < n - 1; i += 2) u[i] =
      0.5 * (u[i - 1] + u[i + 1]);
}
void redblack2d(double* u, int w, int h, int colour) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1 + (y + colour) % 2; x < w - 1;
                                                            x += 2) u[y * w + x] =
      0.25 * (u[y * w + x - 1] + u[y * w + x + 1] + u[(y - 1) * w + x] + u[(y + 1) * w + x]);
}
void redblack2d_if(double* u, int w, int h, int colour) {
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) for (int x = 1; x < w - 1; ++x) {
    if ((x + y) % 2 != colour)
      continue;
    u[y * w + x] =
        0.25 * (u[y * w + x - 1] + u[y * w + x + 1] + u[(y - 1) * w + x] + u[(y + 1) * w + x]);
  }
}
void push(particle* p, int n, double dt) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    particle& q = p[i];
    q.x += dt * q.vx;
    q.y += dt * q.vy;
    if (q.x < 0)
      q.vx = -q.vx;
  }
}
void push_range(std::vector<particle, ptools::shared_allocator<particle>>& p, double dt) {
  [[ptools::parallel]]
  for (auto& q : p) {
    q.x += dt * q.vx;
    q.y += dt * q.vy;
  }
}
void even_odd_sort(double* a, int n, int phase) {
  [[ptools::parallel]]
  for (int i = phase; i < n - 1; i += 2) if (a[i] > a[i + 1])
      std::swap(a[i], a[i + 1]);
}
void butterflies(std::complex<double>* x, int n, int half) {
  [[ptools::parallel]]
  for (int b = 0; b < n / (2 * half); ++b) for (int k = 0; k < half; ++k) {
    auto& u = x[b * 2 * half + k];
    auto& v = x[b * 2 * half + k + half];
    const auto t = v;
    v = u - t;
    u += t;
  }
}
void halves(double* a, int half) {
  [[ptools::parallel]]
  for (int i = 0; i < half; ++i) a[i] += a[i + half];
}
void reverse(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i) std::swap(a[i], a[n - 1 - i]);
}
void tiles(double* a, int n, int b) {
  [[ptools::parallel]]
  for (int t = 0; t < n / b; ++t) for (int i = t * b + 1; i < (t + 1) * b; ++i)
      a[i] += a[i - 1];
}
void tiles2(double* a, int n, int b) {
  [[ptools::parallel]]
  for (int t = 0; t < n; t += b) {
    const int end = std::min(t + b, n);
    for (int i = t + 1; i < end; ++i)
      a[i] += a[i - 1];
  }
}
void boundary(double* u, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    u[y * w] = u[y * w + 1];
    u[y * w + w - 1] = u[y * w + w - 2];
  }
}
void boundary2(double* u, int w, int h) {
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x) {
    u[x] = u[w + x];
    u[(h - 1) * w + x] = u[(h - 2) * w + x];
  }
}
void boundary3(mat& u, int w, int h) {
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x) {
    u(x, 0) = u(x, h - 2);
    u(x, h - 1) = u(x, 1);
  }
}
void upwind(const double* u, double* v, const double* c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) v[i] =
      c[i] > 0 ? u[i] - u[i - 1] : u[i + 1] - u[i];
}
void dirichlet(double* u, const int* kind, const double* g, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) if (kind[i] == 1) u[i] = g[i];
  else u[i] += 1;
}
void kinds(double* u, const double* v, const int* kind, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) switch (kind[i]) {
  case 0:
    u[i] = v[i - 1];
    break;
  case 1:
    u[i] = v[i + 1];
    break;
  default:
    u[i] = v[i];
  }
}
void normalise(double* a, const double* b, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = b[i] / b[0];
}
void pivot(double* a, int n) {
  const double p = a[0];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] /= p;
}
void centred(double* a, int rows, int cols) {
  [[ptools::parallel]]
  for (int r = 0; r < rows; ++r) {
    double m = 0;
    for (int c = 0; c < cols; ++c)
      m += a[r * cols + c];
    for (int c = 0; c < cols; ++c)
      a[r * cols + c] -= m / cols;
  }
}
void first_of_row(double* a, int rows, int cols) {
  [[ptools::parallel]]
  for (int r = 0; r < rows; ++r) for (int c = 1; c < cols; ++c)
      a[r * cols + c] /= a[r * cols];
}
void diag(mat& a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double d = a(i, i);
    for (int j = 0; j < n; ++j)
      a(j, i) /= d;
  }
}
void tri_levels(double* v, const int* level, const int* order, const int* start, const int* col,
                const double* a, int l) {
  [[ptools::parallel(shared(v))]]
  for (int k = level[l]; k < level[l + 1]; ++k) {
    const int r = order[k];
    double s = v[r];
    for (int p = start[r]; p < start[r + 1]; ++p)
      s -= a[p] * v[col[p]];
    v[r] = s;
  }
}
void gather(double* b, const double* a, const int* perm, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) b[i] = a[perm[i]];
}
void mandel(int* out, int w, int h) {
  [[ptools::parallel(schedule = dynamic)]]
  for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) {
    std::complex<double> z, c(x, y);
    int k = 0;
    while (k < 100 && std::norm(z) < 4) {
      z = z * z + c;
      ++k;
    }
    out[y * w + x] = k;
  }
}
void local_hist(const int* data, int* hist, int n, int bins, int parts) {
  [[ptools::parallel]]
  for (int p = 0; p < parts; ++p) for (int i = p * (n / parts);
                                                            i < (p + 1) * (n / parts); ++i)
      hist[p * bins + data[i]]++;
}
void queue_of_own(int* out, const int* in, int parts, int m) {
  [[ptools::parallel]]
  for (int p = 0; p < parts; ++p) {
    int k = p * m;
    for (int i = 0; i < m; ++i)
      if (in[p * m + i] > 0)
        out[k++] = in[p * m + i];
  }
}
void window(const double* a, double* b, int n, int r) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int j = std::max(0, i - r); j <= std::min(n - 1, i + r); ++j)
      s += a[j];
    b[i] = s;
  }
}
void inner_static(std::array<double, 8>* cells, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (std::size_t k = 1; k < 8; ++k)
      cells[i][k] += cells[i][k - 1];
}
void struct_fields(particle* p, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; ++i) p[i].vx = p[i + 1].x - p[i].x;
}
void symmetric(mat& a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) for (int j = 0; j < i; ++j) a(i, j) = a(j, i);
}
void ghost_cells(double* u, int n) {
  [[ptools::parallel]]
  for (int i = 1; i <= n; ++i) u[i] = u[i] + u[0] + u[n + 1];
}
void even(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i % 2 == 0)
      a[i] = 1;
    else
      a[i] = 2;
  }
}
void from_other(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 2) a[i] = a[i + 1];
}
void cond_own(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    switch (i % 3) {
    case 0:
      a[i] += 1;
      break;
    case 1:
      a[i] *= 2;
      break;
    default:
      break;
    }
  }
}
