// needs: c++20
// Spans: over shared elements they may be written through.
#include <cstdio>
#include <span>
#include <ptools/ptools.hpp>

int main() {
  ptools::shared_array<int> a(2000);
  std::span<int> all(a.data(), a.size());
  [[ptools::parallel]]
  for (int i = 0; i < 2000; ++i) all[i] = i;
  const auto middle = all.subspan(500, 1000);
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int x : middle) s += x;
  std::printf("%ld %d\n", s, a[1999]);

  const std::span<const int> view = all.first(10);
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < view.size(); ++i) s += view[i];
  std::printf("%ld\n", s);
}
