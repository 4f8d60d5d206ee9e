// Range-for over everything with random access: vectors, arrays, strings, shared arrays.
#include <array>
#include <cstdio>
#include <deque>
#include <string>
#include <utility>
#include <vector>
#include <ptools/ptools.hpp>

static std::vector<int> make(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) v.push_back(i * i % 1009);
  return v;
}

int main() {
  const std::vector<int> v = make(5000);
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int x : v) s += x;
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus)]]
  for (const auto& x : make(700)) s += 2 * x;
  std::printf("%ld\n", s);

  const std::array<short, 5> fixed = {1, 20, 300, 4000, 5};
  [[ptools::parallel(reduce=plus)]]
  for (auto x : fixed) s += x;
  const double plain[4] = {1, 2, 3, 4.5};
  double t = 0;
  [[ptools::parallel(reduce=plus)]]
  for (double x : plain) t += x;
  std::printf("%ld %g\n", s, t);

  const std::string text = "the quick brown fox jumps over the lazy dog";
  int blanks = 0;
  [[ptools::parallel(reduce=plus)]]
  for (char c : text) blanks += c == ' ';
  std::printf("%d\n", blanks);

  std::vector<std::pair<int, std::string>> named;
  for (int i = 0; i < 300; ++i) named.emplace_back(i, std::string(i % 17, 'x'));
  [[ptools::parallel(reduce=plus)]]
  for (const auto& [number, name] : named) s += number * static_cast<long>(name.size());
  std::printf("%ld\n", s);

  const std::deque<long> queue(100, 3);
  [[ptools::parallel(reduce=plus)]]
  for (long x : queue) s += x;
  std::printf("%ld\n", s);

  ptools::shared_array<int> shared(1000);
  [[ptools::parallel]]
  for (int& x : shared) x = 4;
  [[ptools::parallel(reduce=plus)]]
  for (int x : shared) s += x;
  std::printf("%ld\n", s);

  const std::vector<int> nothing;
  [[ptools::parallel(reduce=plus)]]
  for (int x : nothing) s += x;
  std::printf("%ld\n", s);
}
