// RUN: %check %s
// An element that is the same for all iterations, and that one of them writes.
#include <ptools/ptools.hpp>
using arr = ptools::shared_array<double>;
using mat = ptools::shared_array<double, 2>;
void div0(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] /= a[0]; // expected: PT0031 "an iteration reads 'a[0]'"
}
void div0b(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    const double x = a[i];
    a[i] = x - a[0]; // expected: PT0031 "an iteration reads 'a[0]'"
  }
}
void last(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i] - a[n - 1]; // expected: PT0031 "an iteration reads 'a[n - 1]'"
}
void mid(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i] - a[n / 2]; // looked at when the loop starts
}
void var_k(double* a, int n, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i] - a[k]; // looked at when the loop starts
}
void range(arr& a) {
  [[ptools::parallel]] for (double& x : a) x = x / a[0]; // looked at when the loop starts
}
void front(arr& a) {
  [[ptools::parallel]] for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] - a[0]; // expected: PT0031 "an iteration reads 'a[0]'"
}
void row0(mat& a, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; ++y) for (int x = 0; x < w; ++x) a(x, y) -= a(x, 0); // expected: PT0031 "an iteration reads 'a(x, 0)'"
}
void gj(mat& a, int n, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) for (int j = 0; j < n; ++j) a(j, i) -=
      a(k, i) * a(j, k); // looked at when the loop starts
}
void gj2(mat& a, int n, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) for (int j = k + 1; j < n; ++j) a(j, i) -=
      a(k, i) * a(j, k); // looked at when the loop starts
}
void own_w(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    a[i] = i;
    if (i > 3)
      a[0] = 1; // expected: PT0042 "two iterations may update the same element 'a[0]'"
  }
}
void OK_from1(double* a, int n) {
  [[ptools::parallel]] for (int i = 1; i < n; ++i) a[i] /= a[0];
}
void OK_last(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n - 1; ++i) a[i] /= a[n - 1];
}
void OK_lu(mat& a, int n, int k) {
  [[ptools::parallel]] for (int i = k + 1; i < n; ++i) for (int j = k + 1; j < n; ++j) a(j, i) -=
      a(k, i) * a(j, k);
}
void OK_gj(mat& a, int n, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    if (i == k)
      continue;
    const double f = a(k, i);
    for (int j = 0; j < n; ++j)
      a(j, i) -= f * a(j, k);
  }
}
void OK_gj2(mat& a, int n, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) if (i != k) for (int j = 0; j < n; ++j)
      a(j, i) -= a(k, i) * a(j, k);
}
void OK_first(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) if (i == 0) a[0] = 0;
  else a[i] = i;
}
void OK_other(double* a, const double* b, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) a[i] = b[0] + b[n];
}
void OK_last_b(double* a, int n) {
  [[ptools::parallel]] for (int i = 1; i < n; ++i) a[i] = a[i] + a[0] + a[n] + a[n + 1];
}
void row_k(double* a, int w, int h, int k) {
  [[ptools::parallel]]
  for (int y = 1; y < h; ++y)
    for (int x = 1; x < w; ++x)
      a[y * w + x] += a[k * w + x]; // looked at when the loop starts
}
void OK_behind(double* a, int n, int k) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] += a[n + k];
}
void OK_in_front(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[n + i] += a[0];
}
void OK_own_one(double* a, double* b, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] += 1;
    if (i == 0) b[0] = a[0];
  }
}
struct view {
  double* p;
  int w;
  double& operator()(int x, int y) const { return p[y * w + x]; }
};
void by_view(view v, int w, int h, int k) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      v(x, y) -= v(x, k); // expected: PT0045 "an iteration may read 'v(x, k)'"
}
