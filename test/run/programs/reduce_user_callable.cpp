// Operators of the user's own: a function, a function of a namespace, a function object, a lambda.
// One is associative but not commutative, so the order of folding shows.
#include <cstdio>
#include <ptools/ptools.hpp>

struct matrix {
  unsigned a = 1, b = 0, c = 0, d = 1;
};

matrix product(const matrix& l, const matrix& r) {
  return {l.a * r.a + l.b * r.c, l.a * r.b + l.b * r.d, l.c * r.a + l.d * r.c,
          l.c * r.b + l.d * r.d};
}

namespace numbers {
long gcd(long a, long b) {
  while (b) {
    const long r = a % b;
    a = b;
    b = r;
  }
  return a;
}
} // namespace numbers

struct keep_longer {
  unsigned operator()(unsigned a, unsigned b) const { return a < b ? b : a; }
};

int main() {
  matrix m;
  [[ptools::parallel(reduce=product(m), identity(m = matrix{}))]]
  for (unsigned i = 0; i < 20'000; ++i) m = product(m, matrix{2 * i + 1, i % 3, 2, i * i | 1});
  std::printf("%u %u %u %u\n", m.a, m.b, m.c, m.d);

  long common = 0;
  [[ptools::parallel(reduce=numbers::gcd(common), identity(common = 0))]]
  for (long i = 1; i < 5000; ++i) common = numbers::gcd(common, 36 * i);
  std::printf("%ld\n", common);

  const keep_longer longer{};
  unsigned longest = 0;
  [[ptools::parallel(reduce=longer(longest), identity(longest = 0u))]]
  for (unsigned i = 0; i < 5000; ++i) longest = longer(longest, (i * 37) % 4999);
  std::printf("%u\n", longest);

  const auto last = [](int a, int b) { return b < 0 ? a : b; };
  int found = -1;
  [[ptools::parallel(reduce=last(found), identity(found = -1))]]
  for (int i = 0; i < 5000; ++i) found = last(found, i % 100 == 7 ? i : -1);
  std::printf("%d\n", found);
}
