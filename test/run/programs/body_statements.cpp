// What bodies are made of: continue, switch, inner break, locals of every kind, local classes,
// labels of inner loops, static constants, early continue from nested ifs.
#include <array>
#include <cstdio>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

int main() {
  struct pair_of {
    int a, b;
    int sum() const { return a + b; }
  };
  const pair_of outer{10, 20};
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 2000; ++i) {
    if (i % 3 == 0) continue;
    static const int primes[] = {2, 3, 5, 7};
    constexpr int offset = 4;
    std::vector<int> local(i % 10, i);
    std::string digits = std::to_string(i);
    for (int x : local) {
      if (x > 1500) break;
      s += x;
    }
    switch (i % 5) {
    case 0:
      s += primes[i % 4];
      break;
    case 1:
    case 2:
      s += offset;
      [[fallthrough]];
    default:
      s += 1;
    }
    const pair_of p{i, outer.sum()};
    s += p.sum() + static_cast<long>(digits.size());
    int k = 0;
    do {
      if (++k == 3) continue;
      s += k;
    } while (k < 5);
    if (i % 7 == 0) {
      if (i % 2) continue;
      s += 100;
    }
    std::array<int, 3> a{};
    for (auto& x : a) x = i & 3;
    s += a[0] + a[2];
  }
  std::printf("%ld\n", s);
}
