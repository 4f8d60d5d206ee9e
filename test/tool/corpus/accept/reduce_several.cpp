// Several reduction variables in one loop.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cmath>

struct statistics {
  double mean, deviation, low, high;
};

statistics describe(const double* a, int n) {
  double sum = 0.0, squares = 0.0, low = a[0], high = a[0];
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(sum, squares), reduce=min(low), reduce=max(high))]]
  for (int i = 0; i < n; ++i) {
    sum += a[i];
    squares += a[i] * a[i];
    low = std::min(low, a[i]);
    high = std::max(high, a[i]);
  }
  const double mean = sum / n;
  return {mean, std::sqrt(squares / n - mean * mean), low, high};
}

double energy(const double* m, const double* v, int n, int& moving) {
  double kinetic = 0.0;
  int count = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(kinetic), reduce=plus(count))]]
  for (int i = 0; i < n; ++i) {
    kinetic += 0.5 * m[i] * v[i] * v[i];
    count += v[i] != 0.0;
  }
  moving = count;
  return kinetic;
}

// One operator without operands for each of two variables.
double by_operator(const double* a, int n) {
  double sum = 0.0, high = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus, reduce=max)]]
  for (int i = 0; i < n; ++i) {
    sum += a[i];
    if (a[i] > high)
      high = a[i];
  }
  return sum / high;
}

bool mixed(const int* a, int n, long& total, unsigned& bits) {
  long t = 0;
  unsigned b = 0;
  bool ok = true;
  // shape: canonical, raw-read, reduction, continue
  [[ptools::parallel(reduce=plus(t), reduce=bit_or(b), reduce=logical_and(ok))]]
  for (int i = 0; i < n; ++i) {
    ok = ok && a[i] >= 0;
    if (a[i] < 0)
      continue;
    t += a[i];
    b |= static_cast<unsigned>(a[i]);
  }
  total = t;
  bits = b;
  return ok;
}

// Four variables of different types, an index declared outside.
int four(const float* x, int n) {
  int i, c = 0;
  short s = 0;
  float f = 0.0f;
  double d = 0.0;
  // shape: canonical, outer-index, raw-read, reduction
  [[ptools::parallel(reduce=plus(c, s, f, d))]]
  for (i = 0; i < n; ++i) {
    ++c;
    s += 1;
    f += x[i];
    d += x[i];
  }
  return c + s + static_cast<int>(f + d) + i;
}
