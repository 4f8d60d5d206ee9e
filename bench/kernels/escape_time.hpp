#pragma once

namespace bench {

/// Steps until x + iy leaves the circle of radius 2, at most `limit`.
inline int escape_time(double re, double im, int limit) {
  double x = 0, y = 0;
  int k = 0;
  for (; k < limit && x * x + y * y <= 4; ++k) {
    const double t = x * x - y * y + re;
    y = 2 * x * y + im;
    x = t;
  }
  return k;
}

} // namespace bench
