// RUN: %check %s
// A lattice that wraps around, by functions that call functions: neighbours in other rows, and rows of its own.
#include <ptools/ptools.hpp>
#include <vector>
template <class T>
using svec = std::vector<T, ptools::shared_allocator<T>>;
struct cell {
  double v;
  int kind;
};
struct lattice {
  svec<cell> c;
  int w, h;
  int index(int x, int y) const { return y * w + x; }
  int wrap(int k, int n) const { return (k % n + n) % n; }
  cell& at(int x, int y) { return c[index(wrap(x, w), wrap(y, h))]; }
  const cell& at(int x, int y) const { return c[index(wrap(x, w), wrap(y, h))]; }
  const cell& plain(int x, int y) const { return c[index(x, y)]; }
  const cell& one(int x, int y) const { return c[index(x, wrap(y, h))]; }
  double sum(int x, int y) const {
    double s = 0;
    for (int d = -1; d <= 1; ++d)
      s += at(x, y + d).v;
    return s;
  }
  double sum1(int x, int y) const { return at(x, y - 1).v; }
  double sum2(int x, int y) const { return plain(x, y - 1).v; }
  double sum3(int x, int y) const { return one(x, y - 1).v; }
  double row(int x, int y) const {
    double s = 0;
    for (int d = -1; d <= 1; ++d)
      s += at(x + d, y).v;
    return s;
  }
  double energy(int x, int y) const { return at(x, y).v * at(x, y).v; }
  cell* maybe(int x, int y) {
    return x < 0 || x >= w || y < 0 || y >= h ? nullptr : &c[index(x, y)];
  }
  double sum4(int x, int y) const { return c[index(wrap(x, w), wrap(y - 1, h))].v; }
};
void a1(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      l.at(x, y - 1).v; // expected: PT0031 "an iteration reads 'l.at(x, y - 1).v'"
}
void a2(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.at(x, y - 1).v; // expected: PT0031 "an iteration reads 'l.at(x, y - 1).v'"
}
void a3(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.sum2(x, y); // expected: PT0031 "an iteration reads 'l.sum2(x, y)'"
}
void a4(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.sum3(x, y); // expected: PT0031 "an iteration reads 'l.sum3(x, y)'"
}
void a5(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.sum4(x, y); // expected: PT0031 "an iteration reads 'l.sum4(x, y)'"
}
void a6(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.sum1(x, y); // expected: PT0031 "an iteration reads 'l.sum1(x, y)'"
}
void a7(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.c[y * l.w + x]
      .v = l.sum(x, y); // expected: PT0031 "an iteration reads 'l.sum(x, y)'"
}
void b1(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      l.at(x - 1, y).v;
}
void b2(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      l.row(x, y);
}
void b3(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      l.energy(x, y);
}
void b4(lattice& l, const lattice& k) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      k.at(x, y - 1).v;
}
void b5(lattice& l, int colour) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) {
    if ((x + y) % 2 != colour)
      continue;
    l.at(x, y).v = l.at(x - 1, y).v + l.at(x + 1, y).v + l.at(x, y - 1).v + l.at(x, y + 1).v;
  }
}
void b6(lattice& l, int colour) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w;
                                                          ++x) if ((x + y) % 2 == colour) l.at(x, y)
      .v = l.at(x - 1, y).v + l.sum(x, y);
}
void b7(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w;
                                                          ++x) if (cell* c = l.maybe(x, y)) c->v +=
      1;
}
void b8(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; y += 2) for (int x = 0; x < l.w; ++x) l.at(x, y).v =
      l.at(x, y - 1).v + l.at(x, y + 1).v;
}
void b9(lattice& l) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x) l.at(x, y).kind =
      l.at(x, y - 1).v > 0;
}
void b10(lattice& l, std::vector<double, ptools::shared_allocator<double>>& out) {
  [[ptools::parallel]]
  for (int y = 0; y < l.h; ++y) for (int x = 0; x < l.w; ++x)
      out[l.index(x, y)] = l.sum(x, y);
}
