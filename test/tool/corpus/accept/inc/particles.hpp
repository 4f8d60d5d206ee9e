#pragma once

#include <ptools/ptools.hpp>

namespace corpus {

struct particles {
  double* x;
  double* v;
  int count;
};

inline void push(particles& p, double dt) {
  // shape: canonical, header, bound-member, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < p.count; ++i)
    p.x[i] += dt * p.v[i];
}

inline double fastest(const particles& p) {
  double result = 0.0;
  // shape: canonical, header, bound-member, reduction
  [[ptools::parallel(reduce=max)]]
  for (int i = 0; i < p.count; ++i)
    if (p.v[i] > result)
      result = p.v[i];
  return result;
}

} // namespace corpus
