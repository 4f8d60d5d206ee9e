// Two names may lead to one object, and two views into one array: the loop looks as it starts, where
// iterations would meet if they did.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc --ptools-cxx=clang++-19 -std=c++20 -O1 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=3 %census %t 2>&1 | FileCheck %s

#include <cstdio>
#include <memory>
#include <ptools/ptools.hpp>
#include <vector>

class image {
public:
  image(int w, int h) : d_(static_cast<std::size_t>(w * h)), w_(w) {}
  float& at(int x, int y) { return d_[y * w_ + x]; }
  const float& at(int x, int y) const { return d_[y * w_ + x]; }
  float get(int x, int y) const { return d_[y * w_ + x]; }
  void set(int x, int y, float v) { d_[y * w_ + x] = v; }

private:
  ptools::shared_array<float> d_;
  int w_;
};
template <class T>
class grid {
public:
  grid(int nx, int ny) : v_(static_cast<std::size_t>(nx * ny)), nx_(nx) {}
  T& operator()(int i, int j) { return v_[j * nx_ + i]; }
  const T& operator()(int i, int j) const { return v_[j * nx_ + i]; }
  int nx() const { return nx_; }

private:
  std::vector<T, ptools::shared_allocator<T>> v_;
  int nx_;
};
struct view {
  double* p;
  int w;
  double& operator()(int x, int y) const { return p[y * w + x]; }
};
struct block {
  double cells[64];
};

void down(image& out, const image& in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y)
    for (int x = 0; x < 20; ++x) out.at(x, y) = in.at(x, y - 1) + 1;
}
void by_value(image& out, const image& in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y)
    for (int x = 0; x < 20; ++x) out.set(x, y, in.get(x, y - 1) + 1);
}
void pointwise(image& out, const image& in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y)
    for (int x = 0; x < 20; ++x) out.at(x, y) = in.at(x, y) + 1;
}
template <class T>
void down(grid<T>& out, const grid<T>& in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y)
    for (int x = 0; x < in.nx(); ++x) out(x, y) = in(x, y - 1) + 1;
}
void down(view out, view in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y)
    for (int x = 0; x < 20; ++x) out(x, y) = in(x, y - 1) + 1;
}
void one_row(const view& out, const view& in, int y) {
  for (int x = 0; x < 20; ++x) out(x, y) = in(x, y + 1) + 1;
}
void by_rows(const view& out, const view& in) {
  [[ptools::parallel]]
  for (int y = 0; y < 19; ++y) one_row(out, in, y);
}
void row_of(double* out, const double* in, int w) {
  for (int x = 0; x < w; ++x) out[x] = in[x - w] + 1;
}
void by_pointers(double* out, const double* in) {
  [[ptools::parallel]]
  for (int y = 1; y < 20; ++y) row_of(out + y * 20, in + y * 20, 20);
}
void members(block& out, const block& in) {
  [[ptools::parallel]]
  for (int i = 1; i < 64; ++i) out.cells[i] = in.cells[i - 1] + 1;
}
struct solver {
  grid<double>& now;
  const grid<double>& old;
  void step() {
    [[ptools::parallel]]
    for (int y = 1; y < 20; ++y)
      for (int x = 0; x < 20; ++x) now(x, y) = old(x, y - 1) + 1;
  }
};

template <class Loop>
void attempt(const char* what, Loop loop) {
  try {
    loop();
    std::printf("%s: runs\n", what);
  } catch (const ptools::unshareable& e) {
    std::printf("%s: %s\n", what, e.what());
  }
  std::fflush(stdout);
}

int main() {
  image a(20, 20), b(20, 20);
  // CHECK: images: runs
  attempt("images", [&] { down(a, b); });
  // CHECK-NEXT: image: {{.*}}one_object.cpp:48: the parallel loop cannot start: 'in.at(x, y - 1)' is what another iteration writes as 'out.at(x, y)', since both lie in one array; {{.*}} 'shared(out)' {{.*}} [PT0106]
  attempt("image", [&] { down(a, a); });
  // CHECK-NEXT: values of images: runs
  attempt("values of images", [&] { by_value(a, b); });
  // CHECK-NEXT: values of an image: {{.*}} 'in.get(x, y - 1)' is what another iteration writes as 'out.set(x, y, in.get(x, y - 1) + 1)', since {{.*}} [PT0106]
  attempt("values of an image", [&] { by_value(a, a); });
  // CHECK-NEXT: pointwise: runs
  attempt("pointwise", [&] { pointwise(a, a); });

  grid<double> g(20, 20), h(20, 20);
  // CHECK-NEXT: grids: runs
  attempt("grids", [&] { down(g, h); });
  // CHECK-NEXT: grid: {{.*}} 'in(x, y - 1)' {{.*}} [PT0106]
  attempt("grid", [&] { down(g, g); });
  // CHECK-NEXT: members that refer to two: runs
  attempt("members that refer to two", [&] { solver{g, h}.step(); });
  // CHECK-NEXT: members that refer to one: {{.*}} 'old(x, y - 1)' {{.*}} [PT0106]
  attempt("members that refer to one", [&] { solver{g, g}.step(); });

  ptools::shared_array<double> one(400), two(400);
  const view v{one.data(), 20}, copy = v, other{two.data(), 20};
  // CHECK-NEXT: views: runs
  attempt("views", [&] { down(v, other); });
  // CHECK-NEXT: views of one array: {{.*}} 'in(x, y - 1)' {{.*}} [PT0106]
  attempt("views of one array", [&] { down(v, copy); });
  // CHECK-NEXT: rows: runs
  attempt("rows", [&] { by_rows(v, other); });
  // CHECK-NEXT: rows of one array: {{.*}} 'one_row(out, in, y)' {{.*}} [PT0106]
  attempt("rows of one array", [&] { by_rows(v, copy); });
  // CHECK-NEXT: pointers: runs
  attempt("pointers", [&] { by_pointers(one.data(), two.data()); });
  // CHECK-NEXT: pointers to one array: {{.*}} [PT0106]
  attempt("pointers to one array", [&] { by_pointers(one.data(), one.data()); });

  auto* first = ptools::shared_new<block>();
  auto* second = ptools::shared_new<block>();
  // CHECK-NEXT: blocks that are alike: runs
  attempt("blocks that are alike", [&] { members(*first, *second); });
  // CHECK-NEXT: one block: {{.*}} 'in.cells[i - 1]' {{.*}} [PT0106]
  attempt("one block", [&] { members(*first, *first); });
  ptools::shared_delete(first);
  ptools::shared_delete(second);
}
