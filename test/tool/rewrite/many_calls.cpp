// Functions that call many others, which call many others: not each of a million ways is gone.
// RUN: timeout 30 %rewritten
// RUN: FileCheck %s < %t.pt.cpp
// CHECK: ::ptools::generated::parallel(
#include <ptools/ptools.hpp>

struct grid {
  double* d;
  int w;
  double& at(int x, int y) const { return d[y * w + x]; }
};

#define TWELVE(F) \
  F(a, x, y); F(a, y, x); F(a, x + 1, y); F(a, x, y + 1); F(a, x - 1, y); F(a, x, y - 1); \
  F(a, x + 2, y); F(a, x, y + 2); F(a, x - 2, y); F(a, x, y - 2); F(a, 0, y); F(a, x, 0)

#define FIFTY(F) TWELVE(F); TWELVE(F); TWELVE(F); TWELVE(F)

inline double fifth(const grid& a, int x, int y) {
  double s = 0;
  for (int k = 0; k < x; ++k) s += a.at(k, y) * a.at(x, k) + a.d[k];
  return s;
}
inline void fourth(const grid& a, int x, int y) { FIFTY(fifth); }
inline void third(const grid& a, int x, int y) { FIFTY(fourth); }
inline void second(const grid& a, int x, int y) { FIFTY(third); }
inline void first(const grid& a, int x, int y) { FIFTY(second); }

void run(const grid& a, double* out, int n) {
  [[ptools::parallel]]
  for (int y = 0; y < n; ++y) {
    first(a, y, 0);
    out[y] = 1;
  }
}
