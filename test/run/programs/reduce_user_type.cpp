// User types: with operator+ and a start value from the clause, or from ptools::identity.
#include <algorithm>
#include <cstdio>
#include <ptools/ptools.hpp>

struct vec3 {
  long x, y, z;
  vec3& operator+=(const vec3& o) {
    x += o.x, y += o.y, z += o.z;
    return *this;
  }
};
vec3 operator+(vec3 a, const vec3& b) { return a += b; }

struct interval {
  int low = 1 << 30, high = -(1 << 30);
};
interval operator+(const interval& a, const interval& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

namespace ptools {
template <>
struct identity<plus, interval> {
  static interval value() { return {}; }
};
} // namespace ptools

int main() {
  vec3 total = {1, 2, 3};
  [[ptools::parallel(reduce=plus(total), identity(total = vec3{0, 0, 0}))]]
  for (int i = 0; i < 30'000; ++i) total += vec3{i, -i, i % 11};
  std::printf("%ld %ld %ld\n", total.x, total.y, total.z);

  interval seen;
  [[ptools::parallel(reduce=plus(seen))]]
  for (int i = 0; i < 30'000; ++i) {
    const int v = (i * 7919) % 30'011;
    seen = seen + interval{v, v};
  }
  std::printf("%d %d\n", seen.low, seen.high);
}
