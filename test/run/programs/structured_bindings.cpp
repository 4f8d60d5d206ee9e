// Structured bindings, captured and local.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <ptools/ptools.hpp>

struct point {
  int x;
  double y;
};

int main() {
  const auto [count, name] = std::make_pair(1000, std::string("abc"));
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < count; ++i) s += name[i % 3];
  std::printf("%ld\n", s);

  const point p{7, 0.5};
  const auto& [px, py] = p;
  double t = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) t += px * py;
  std::printf("%g\n", t);

  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    const auto [a, b] = std::div(i, 7);
    const auto& [c, d, e] = std::tuple<int, int, int>(a, b, i);
    s += c * 100 + d * 10 + e;
  }
  std::printf("%ld\n", s);

  const std::map<std::string, int> prices = {{"a", 1}, {"b", 20}, {"c", 300}};
  for (const auto& [key, price] : prices) {
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < 50; ++i) s += price + key[0];
  }
  std::printf("%ld\n", s);
}
