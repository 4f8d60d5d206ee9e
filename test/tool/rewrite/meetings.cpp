// Where only the running program can tell whether iterations meet, it looks as the loop starts; nothing
// is asked where the text tells, nor where conditions may keep iterations apart.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <algorithm>
#include <vector>

void asked(double* a, const double* b, int n, int lag, int pitch) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = a[i - lag];
  // CHECK: if (::ptools::generated::may_meet(pt_options_{{[0-9]+}}, pt_range_{{[0-9]+}})) ::ptools::generated::keep_apart(pt_site_{{[0-9]+}}, pt_range_{{[0-9]+}}, ::ptools::generated::meeting{"a[i - lag]", "a[i]", "a", {}, {}, ::ptools::generated::index_limits{}, ::ptools::generated::index_limits{}},
  // CHECK-SAME: subscript_apart{
  // CHECK-SAME: number(lag)
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = b[i - 1];
  // CHECK: meeting{"b[i - 1]", "a[i]", "a", ::ptools::generated::start_of(b), ::ptools::generated::start_of(a), ::ptools::generated::index_limits{}, ::ptools::generated::index_limits{}}, ::ptools::generated::subscript_apart{::ptools::generated::number(-1), ::ptools::generated::number(1), ::ptools::generated::number(1)}
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    const int above = (y - lag / 2) * pitch, here = y * pitch;
    for (int x = 0; x < pitch; ++x) a[here + x] += a[above + x];
  }
  // CHECK: number(lag / 2)
  // CHECK-SAME: number(pitch)
}

struct grid {
  std::vector<double, ptools::shared_allocator<double>> cells;
  int width, back;
  template <class T>
  void sweep(T n) {
    [[ptools::parallel]]
    for (T y = 1; y < n; ++y) cells[y * width] = cells[(y - back) * this->width];
    // CHECK: meeting{"cells[(y - back) * this->width]", "cells[y * width]", "cells", {}, {}, 
    // CHECK-SAME: number(back)
    // CHECK-SAME: number(this->width)
  }
};
template void grid::sweep(int);
template void grid::sweep(long);

class picture {
public:
  double& at(int x, int y) { return cells[y * width + x]; }
  const double& at(int x, int y) const { return cells[y * width + x]; }

private:
  std::vector<double, ptools::shared_allocator<double>> cells;
  int width = 1;
};
struct cell_block {
  double cells[64];
};
// CHECK-LABEL: void of_objects
void of_objects(picture& out, const picture& in, cell_block& one, const cell_block* two, int n) {
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) out.at(0, y) = in.at(0, y - 1);
  // CHECK: meeting{"in.at(0, y - 1)", "out.at(0, y)", "out", ::ptools::generated::start_of_view(in, out), ::ptools::generated::start_of_view(out, out), ::ptools::generated::index_limits{}, ::ptools::generated::index_limits{}})
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) one.cells[i] = two->cells[i - 1];
  // CHECK: ::ptools::generated::start_of_object(two), ::ptools::generated::start_of_object(one)
  [[ptools::parallel]]
  for (int y = 1; y < n; ++y) out.at(0, y) = in.at(0, y);
  // CHECK-NOT: meeting{
}

// CHECK-LABEL: void of_rows
void of_rows(double* sum, double* a, double* out, const double* h, int n, int hop, int length) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < length; ++k) sum[i * hop + k] += i;
  // CHECK: meeting{"sum[i * hop + k]", "sum[i * hop + k]", "sum", {}, {},
  // CHECK-SAME: ::ptools::generated::number(length) - ::ptools::generated::number(0), ::ptools::generated::number(length) - ::ptools::generated::number(0)})
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) std::sort(a + i * hop, a + i * hop + length);
  // CHECK: meeting{"a + i * hop", "a + i * hop", "a"
  // CHECK-SAME: number(length)
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < length; ++k) s += h[k] * a[i + k];
    out[i] = s;
  }
  // CHECK: meeting{"a[i + k]", "out[i]", "out", ::ptools::generated::start_of(a), ::ptools::generated::start_of(out),
  // CHECK-SAME: number(length)
}

int drawn = 0;
int draw(int most) { return std::min(++drawn, most); }

// CHECK-LABEL: void not_asked
void not_asked(double* __restrict a, const double* b, const int* colour, int n, int lag, int c) {
  ptools::shared_array<double> one(9), two(9);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = b[i + 1];
  [[ptools::parallel]]
  for (int i = 0; i < 9; ++i) one[i] = two[i] + two[8 - i];
  [[ptools::parallel(shared(one))]]
  for (int i = 0; i < n; ++i) one[i] = one[i - lag];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if ((i / lag) % 2 == 1) one[i] = one[i - lag];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (colour[i] == c) one[i] += one[i - lag] + one[i + lag];
  [[ptools::parallel]]
  for (int i = 0; i < 500; ++i) one[i] = one[i + 500];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i == c) continue;
    for (int j = 0; j < n; ++j) one[i * n + j] -= two[i] * one[c * n + j];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int own = lag * 2;
    double few[9] = {};
    for (int j = 1; j < 9; ++j) few[j] = few[j - 1] + own;
    two[i] = few[8];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < lag; ++k) one[i * lag + k] += k;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 1; k < lag - 1; ++k) one[i * lag + k] += two[i * c + k];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < c; ++k)
      if (k < lag) one[i * lag + k] += k;
  [[ptools::parallel(shared(drawn))]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < draw(3); ++k) one[i * lag + k] += k;
}
// CHECK-NOT: keep_apart
