// Each kind of wrong loop that the tool is known to let through (docs/PLAN.md) is found by a checked program.
// One that is refused some day moves to the tests of diagnostics.
// RUN: %ptools_cc --ptools-check --ptools-cxx=g++ -std=c++20 -O2 -Wall -Wextra -Werror %s -o %t
// RUN: %status 66 %census %t 2> %t.err
// RUN: FileCheck --check-prefixes=CHECK,GXX %s < %t.err
// RUN: %ptools_cc --ptools-check -std=c++20 -O3 -march=native -Wall -Wextra -Werror %s -o %t
// RUN: %status 66 %census %t 2> %t.err
// RUN: FileCheck --check-prefixes=CHECK,CLANG %s < %t.err

#include <algorithm>
#include <cstring>
#include <ptools/ptools.hpp>
#include <vector>

struct line_view {
  double* p;
  int n;
};
/// Two views into one array that begin at different places.
class shifted {
public:
  shifted(double* all, int n) : to_{all + 1, n - 1}, from_{all, n - 1} {}
  void step(int i) { to_.p[i] = 0.5 * from_.p[i]; }
  void run() {
    // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
    [[ptools::parallel]]
    for (int i = 0; i < from_.n; ++i) to_.p[i] = 0.5 * from_.p[i];
  }

private:
  line_view to_, from_;
};
struct buffers {
  double* a;
  double* b;
  bool cur;
  double& old_value(int i) { return cur ? a[i] : b[i]; }
  double& new_value(int i) { return cur ? a[i] : b[i]; }
};
struct bond {
  int i, j;
};
struct field {
  explicit field(int n) : width(n), values(static_cast<std::size_t>(n * n), 1.0) {}
  double& operator()(int i, int j) { return values[j * width + i]; }
  int width;
  ptools::shared_array<double> values;
};
double relax(field& f, int cell) {
  const int i = cell % f.width, j = cell / f.width;
  return f(i, j) = 0.5 * (f(i - 1, j) + f(i + 1, j));
}
struct vec2 {
  double x, y;
};
[[gnu::noinline]] double length(vec2 v) {
  return v.x + v.y;
}
[[gnu::noinline]] vec2 moved(vec2 v) {
  return {v.x + 1, v.y};
}
void copy_next(double* d, int y, int w) {
  std::copy(d + (y + 1) * w, d + (y + 2) * w, d + y * w);
}

int main() {
  constexpr int w = 8, h = 9;
  ptools::shared_array<double> a(w * h, 1.0);
  double* const d = a.data();

  shifted(d, 20).run();

  buffers both{d, d, true};
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(both))]]
  for (int i = 1; i < 20; ++i) both.new_value(i) = both.old_value(i - 1);

  // Blocks whose ends are found by division, and that reach one element too far.
  constexpr int n = w * h, blocks = 7;
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (int b = 0; b < blocks; ++b)
    for (int i = n * b / blocks; i < std::min(n, n * (b + 1) / blocks + 1); ++i) d[i] += 1;

  // Windows of a radius that is a variable.
  ptools::shared_array<int> radius(h, 1);
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y) {
    const int r = radius[y];
    for (int j = -r; j <= r; ++j)
      for (int x = 0; x < w; ++x) d[y * w + x] += 0.1 * d[(y + j) * w + x];
  }

  std::vector<bond> bonds{{0, 1}, {1, 2}, {5, 6}};
  const auto push = [](double& x, double& y) {
    x += 1;
    y -= 1;
  };
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (auto [i, j] : bonds) push(d[i], d[j]);

  // Library calls over the next row.
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (int y = 0; y < h - 1; ++y) std::swap_ranges(d + y * w, d + (y + 1) * w, d + (y + 1) * w);
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (int y = 0; y < h - 1; ++y) std::memset(d + y * w, 0, sizeof(double) * (w + 1));
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (int y = 0; y < h - 1; ++y) copy_next(d, y, w);

  // Cells of one colour that are neighbours.
  field f(8);
  const std::vector<int> red{9, 10, 20, 22};
  double change = 0;
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(reduce=plus(change), shared(f))]]
  for (int k = 0; k < 4; ++k) change += relax(f, red[k]);

  // What is read by two at a time, in instructions for several iterations of the loop inside.
  // CHECK: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(d))]]
  for (int y = 1; y < h; ++y) {
    double* const to = d + y * w;
    const double* const from = d + (y - 1) * w;
    for (int k = 0; k < w / 2; ++k) to[k] = from[2 * k] + from[2 * k + 1];
  }

  // Values of classes, given to functions and returned: clang tells of them.
  ptools::shared_array<vec2> points(20);
  vec2* const p = points.data();
  // CLANG: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(p))]]
  for (int i = 1; i < 20; ++i) p[i].x = length(p[i - 1]);
  // CLANG: checked_known.cpp:[[@LINE+1]]: iterations
  [[ptools::parallel(shared(p))]]
  for (int i = 1; i < 20; ++i) p[i / 2] = moved(p[0]);
}
// GXX: checked 12 loops, {{[0-9]+}} iterations: iterations of
// CLANG: checked 12 loops, {{[0-9]+}} iterations: iterations of 12 loops meet
