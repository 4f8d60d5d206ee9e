// RUN: %check %s
// Functions that choose by a switch where to read, that return the address of what they chose or null, and
// rows of objects that compute with numbers of their own.
#include <ptools/ptools.hpp>

enum class dir { north, south, here };

struct field {
  double* d;
  int w, h;
  double towards(int x, int y, dir way) const {
    switch (way) {
      case dir::north: return d[(y - 1) * w + x];
      case dir::south: return d[(y + 1) * w + x];
      default: return d[y * w + x];
    }
  }
};

const double* find(const double* a, int n, int i) {
  if (i < 0 || i >= n) return nullptr;
  return a + i;
}
double* find_either(double* a, int n, int i) { return i >= 0 && i < n ? &a[i] : nullptr; }
double& wrapped(double* a, int n, int i) {
  if (i < 0) return a[i + n];
  if (i >= n) return a[i - n];
  return a[i];
}

struct column {
  double* p;
  int stride;
  double& operator[](int y) const { return p[y * stride]; }
};
struct made_column {
  made_column(double* p, int stride) : p_(p), stride_(stride) {}
  double& at(int y) const { return p_[y * stride_]; }

private:
  double* p_;
  int stride_;
};

void switches(const field& f) {
  [[ptools::parallel]]
  for (int y = 1; y < f.h - 1; ++y)
    for (int x = 0; x < f.w; ++x)
      f.d[y * f.w + x] += f.towards(x, y, dir::north); // expected: PT0031 "another iteration writes"
  [[ptools::parallel]]
  for (int y = 1; y < f.h - 1; ++y) // accepted: PT0031
    for (int x = 0; x < f.w; ++x) f.d[y * f.w + x] += f.towards(x, y, dir::here);
}

void addresses(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (const double* before = find(a, n, i - 1)) a[i] += *before; // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) { // accepted: PT0031
    if (const double* own = find(a, n, i)) a[i] += *own;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double* next = find_either(a, n, i + 1);
    if (next != nullptr) a[i] = *next; // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = wrapped(a, n, i + 1); // expected: PT0031 "another iteration writes"
}

struct rows {
  double* d;
  int w, h;
  double& at(int x, int y) const {
    if (x < 0) return d[y * w + x + w];
    if (x >= w) return d[y * w + x - w];
    return d[y * w + x];
  }
  double* cell(int x, int y) const {
    if (x < 0 || y < 0 || x >= w || y >= h) return nullptr;
    return &d[y * w + x];
  }
};

void own_rows(const rows& r) {
  [[ptools::parallel]]
  for (int y = 0; y < r.h; ++y) // accepted: PT0045
    for (int x = 0; x < r.w; ++x) {
      if (double* left = r.cell(x - 1, y)) *left += 1;
    }
  [[ptools::parallel]]
  for (int y = 0; y < r.h; ++y)
    for (int x = 0; x < r.w; ++x) {
      double* own = r.cell(x, y);
      const double* above = r.cell(x, y - 1);
      if (above) *own += *above; // expected: PT0031 "another iteration writes"
    }
}

void columns(double* p, int w, int h) {
  [[ptools::parallel]]
  for (int x = 1; x < w; ++x) {
    column own{p + x, w}, left{p + x - 1, w};
    for (int y = 0; y < h; ++y) own[y] += left[y]; // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int x = 1; x < w; ++x) {
    const made_column own(p + x, w), right(p + x + 1, w);
    for (int y = 0; y < h; ++y) own.at(y) = right.at(y); // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int x = 1; x < w; ++x) { // accepted: PT0031
    const column own{p + x, w};
    for (int y = 1; y < h; ++y) own[y] += own[y - 1];
  }
}

// Windows as wide as a table says.
void windows(double* a, double* b, const int* reach, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = i - reach[i]; j <= i + reach[i]; ++j) sum += a[j]; // expected: PT0045 "another iteration writes as 'a[i]'"
    a[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) { // accepted: PT0045
    double sum = 0;
    for (int j = i - reach[i]; j <= i + reach[i]; ++j) sum += a[j];
    b[i] = sum;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = reach[i]; j < reach[i + 1]; ++j) a[j] += a[i]; // expected: PT0045 "another iteration writes as 'a[j]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) // accepted: PT0045
    for (int j = reach[i]; j < reach[i + 1]; ++j) a[j] += b[i];
}
