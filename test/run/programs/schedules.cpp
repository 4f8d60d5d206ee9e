// A schedule says how leaves are claimed; it never changes the result, not even the last bit.
#include <cmath>
#include <cstdio>
#include <ptools/ptools.hpp>

static double work(int i) {
  double x = 1;
  for (int k = 0; k < i % 50; ++k) x = std::sqrt(x + i);
  return x;
}

int main() {
  const int n = 3000;
  [[maybe_unused]] const int chunk = 7;
  double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0;
  [[ptools::parallel(reduce=plus(a))]]
  for (int i = 0; i < n; ++i) a += work(i);
  [[ptools::parallel(reduce=plus(b), schedule=static)]]
  for (int i = 0; i < n; ++i) b += work(i);
  [[ptools::parallel(reduce=plus(c), schedule=static(10))]]
  for (int i = 0; i < n; ++i) c += work(i);
  [[ptools::parallel(reduce=plus(d), schedule=dynamic)]]
  for (int i = 0; i < n; ++i) d += work(i);
  [[ptools::parallel(schedule=dynamic(chunk), reduce=plus(e))]]
  for (int i = 0; i < n; ++i) e += work(i);
  [[ptools::parallel(reduce=plus(f), schedule=guided)]]
  for (int i = 0; i < n; ++i) f += work(i);
  [[ptools::parallel(reduce=plus(g), schedule=guided(chunk + 1))]]
  for (int i = 0; i < n; ++i) g += work(i);
  std::printf("~ %.17g\n", a);
  std::printf("%d\n", a == b && b == c && c == d && d == e && e == f && f == g);
}
