// Range-for over views: numbers, transformed numbers, parts of spans.
// needs: c++20
#include <array>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <ranges>
#include <span>
#include <string_view>

int main() {
  const int n = 1000;
  long sum = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i : std::views::iota(0, n)) sum += i * i;
  std::printf("%ld\n", sum);

  [[ptools::parallel(reduce=plus(sum))]]
  for (const auto i : std::views::iota(5u, 20u) | std::views::transform([](unsigned x) { return x * x; }))
    sum += i;
  std::printf("%ld\n", sum);

  ptools::shared_array<int> shared(n);
  const std::span<int> all(shared.data(), shared.size());
  [[ptools::parallel]]
  for (int& x : all | std::views::drop(3) | std::views::take(500)) x += 7;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int x : all | std::views::reverse) sum += x;
  std::printf("%ld\n", sum);

  const auto numbers = std::views::iota(0, 10);
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i : numbers) sum += 3 * i;
  std::printf("%ld\n", sum);

  [[ptools::parallel(reduce=plus(sum))]]
  for (char c : std::string_view("views of characters") | std::views::take(5)) sum += c;
  std::printf("%ld\n", sum);
}
