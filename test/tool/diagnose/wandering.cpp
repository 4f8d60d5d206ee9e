// RUN: %check %s
// Variables of the body that go to where other iterations are.
#include <algorithm>
#include <ptools/ptools.hpp>
#include <utility>
void insertion2(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int j = i;
    while (j > 0 && a[j - 1] > a[j]) {
      std::swap(a[j - 1], a[j]); // expected: PT0042 "two iterations may update the same element 'a[j - 1]'", PT0042 "two iterations may update the same element 'a[j]'"
      --j;
    }
  }
}
void insertion3(double* a, int n) {
  [[ptools::parallel]] for (int i = 1; i < n; ++i) {
    const double x = a[i];
    int j = i - 1;
    while (j >= 0 && a[j] > x) {
      a[j + 1] = a[j]; // expected: PT0042 "two iterations may update the same element 'a[j + 1]'"
      --j;
    }
    a[j + 1] = x; // expected: PT0042 "two iterations may update the same element 'a[j + 1]'"
  }
}
void insertion4(double* a, int n) {
  [[ptools::parallel]] for (int i = 1; i < n; ++i) for (int j = i; j > 0 && a[j - 1] > a[j]; --j)
      std::swap(a[j - 1], a[j]); // expected: PT0042 "two iterations may update the same element 'a[j - 1]'", PT0042 "two iterations may update the same element 'a[j]'"
}
void hash(int* t, const int* key, int n, int m) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int h = key[i] % m;
    while (t[h] != -1)
      h = (h + 1) % m;
    t[h] = key[i]; // expected: PT0042 "two iterations may update the same element 't[h]'"
  }
}
void unionfind(int* parent, const int* u, const int* v, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int a = u[i], b = v[i];
    while (parent[a] != a)
      a = parent[a];
    while (parent[b] != b)
      b = parent[b];
    if (a != b)
      parent[a] = b; // expected: PT0042 "two iterations may update the same element 'parent[a]'"
  }
}
void labels(int* l, int w, int h) {
  [[ptools::parallel]] for (int y = 1; y < h; ++y) for (int x = 1; x < w; ++x) l[y * w + x] =
      std::min({l[y * w + x], l[(y - 1) * w + x], l[y * w + x - 1]}); // expected: PT0031 "an iteration reads 'l[(y - 1) * w + x]'"
}
void flood(int* l, const int* from, int n, int m) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int p = from[i];
    for (int k = 0; k < m; ++k) {
      l[p] = i; // expected: PT0042 "two iterations may update the same element 'l[p]'"
      p = l[p + 1];
    }
  }
}
void timestep2(double* u, double* v, int n, int t) {
  [[ptools::parallel]] for (int s = 0; s < t; ++s) {
    for (int i = 1; i < n - 1; ++i)
      v[i] = u[i - 1] + u[i + 1]; // expected: PT0042 "two iterations may update the same element 'v[i]'"
    for (int i = 1; i < n - 1; ++i)
      u[i] = v[i]; // expected: PT0042 "two iterations may update the same element 'u[i]'"
  }
}
void timestep3(double* u, int n, int t) {
  [[ptools::parallel]] for (int s = 0; s < t; ++s) for (int i = 1; i < n - 1; ++i) {
    const double l = u[i - 1], r = u[i + 1];
    u[i] = l + r; // expected: PT0042 "two iterations may update the same element 'u[i]'"
  }
}
void smooth2d(double* u, int w, int h, int t) {
  [[ptools::parallel]] for (int s = 0; s < t; ++s) for (int y = 1; y < h - 1;
                                                        ++y) for (int x = 1; x < w - 1; ++x)
      u[y * w + x] = 0.5 * (u[y * w + x - 1] + u[y * w + x + 1]); // expected: PT0042 "two iterations may update the same element 'u[y * w + x]'"
}
void OK_sortrows(double* a, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; ++y) {
    double* r = a + y * w;
    for (int i = 1; i < w; ++i) {
      int j = i;
      while (j > 0 && r[j - 1] > r[j]) {
        std::swap(r[j - 1], r[j]);
        --j;
      }
    }
  }
}
void OK_sortrows2(double* a, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; ++y) for (int i = 1; i < w; ++i) {
    int j = i;
    while (j > 0 && a[y * w + j - 1] > a[y * w + j]) {
      std::swap(a[y * w + j - 1], a[y * w + j]);
      --j;
    }
  }
}
void OK_own(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int p = 3 * i;
    a[p] = 1;
    ++p;
    a[p] = a[p - 1];
    ++p;
    a[p] = a[p - 1] + a[p - 2];
  }
}
void OK_csr(double* a, const int* start, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int p = start[i];
    a[p] = 1;
    while (++p < start[i + 1])
      a[p] = a[p - 1];
  }
}
void OK_moved(double* b, const double* a, int n, int offset) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int k = i;
    k += offset;
    b[k] = a[i];
  }
}
void OK_blocks(double* a, int n, int b) {
  [[ptools::parallel]]
  for (int k = 0; k < n / b; ++k)
    for (int i = k * b + 1; i < (k + 1) * b; ++i) {
      const double x = a[i];
      int j = i - 1;
      while (j >= k * b && a[j] > x) {
        a[j + 1] = a[j];
        --j;
      }
      a[j + 1] = x;
    }
}
void OK_scratch(double* out, const double* in, int n, int m) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    int j = 0;
    double s = 0;
    while (j < m)
      s += in[j++];
    out[i] = s;
  }
}
