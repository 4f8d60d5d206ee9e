// Reduction variables of the user's own types.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <array>

struct vec3 {
  double x, y, z;
  vec3& operator+=(const vec3& o) {
    x += o.x;
    y += o.y;
    z += o.z;
    return *this;
  }
};
inline vec3 operator+(vec3 a, const vec3& b) { return a += b; }

struct money {
  long cents = 0;
  friend money operator+(money a, money b) { return {a.cents + b.cents}; }
  friend bool operator<(money a, money b) { return a.cents < b.cents; }
};

template <>
struct ptools::identity<ptools::plus, money> {
  static money value() { return {}; }
};

template <class T, int N>
struct fixed {
  std::array<T, N> v{};
  fixed& operator+=(const fixed& o) {
    for (int k = 0; k < N; ++k)
      v[k] += o.v[k];
    return *this;
  }
  friend fixed operator+(fixed a, const fixed& b) { return a += b; }
};

vec3 centre(const vec3* points, int n) {
  vec3 sum{0, 0, 0};
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus, identity(sum = vec3{0, 0, 0}))]]
  for (int i = 0; i < n; ++i)
    sum += points[i];
  return sum;
}

vec3 written_out(const vec3* points, int n) {
  vec3 sum{0, 0, 0};
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(sum), identity(sum = vec3{}))]]
  for (int i = 0; i < n; ++i)
    sum = sum + points[i];
  return sum;
}

money total(const money* bills, int n) {
  money sum;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum = sum + bills[i];
  return sum;
}

money cheapest(const money* bills, int n) {
  money low = bills[0];
  // shape: canonical, low-bound, raw-read, reduction
  [[ptools::parallel(reduce=min(low), identity(low = bills[0]))]]
  for (int i = 1; i < n; ++i)
    if (bills[i] < low)
      low = bills[i];
  return low;
}

using quad = fixed<double, 4>;

quad sums(const quad* rows, int n) {
  quad all;
  // shape: canonical, raw-read, reduction, template
  [[ptools::parallel(reduce=plus(all), identity(all = quad{}))]]
  for (int i = 0; i < n; ++i)
    all += rows[i];
  return all;
}
