// Loops inside lambdas, generic ones too; lambdas inside bodies; closures that travel.
#include <algorithm>
#include <cstdio>
#include <vector>
#include <ptools/ptools.hpp>

int main() {
  const std::vector<int> v(500, 2);
  int factor = 3;

  const auto plain = [&](int n) {
    long s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) s += v[i] * factor;
    return s;
  };
  std::printf("%ld %ld\n", plain(100), plain(500));

  const auto generic = [factor](const auto& c, auto start) {
    [[ptools::parallel(reduce=plus(start))]]
    for (std::size_t i = 0; i < c.size(); ++i) start += c[i] * factor;
    return start;
  };
  std::printf("%d %ld\n", generic(v, 1), generic(std::vector<long>(10, 5), 2L));

  const auto square = [](long x) { return x * x; };
  const auto shifted = [factor](long x) { return x + factor; };
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) s += square(shifted(i));
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 200; ++i) {
    int digits[5] = {i % 7, i % 3, i % 5, i % 2, i % 11};
    std::sort(digits, digits + 5, [](int a, int b) { return a > b; });
    const auto pick = [&](int k) { return digits[k]; };
    s += pick(0) * 10 + pick(4);
  }
  std::printf("%ld\n", s);
}
