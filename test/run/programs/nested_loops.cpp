// Loops inside the body, plain ones and annotated ones, which run where they are reached.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 120;
  long pairs = 0;
  [[ptools::parallel(reduce=plus(pairs))]]
  for (int i = 0; i < n; ++i)
    for (int j = i + 1; j < n; ++j)
      if ((i * j) % 7 == 3) ++pairs;
  std::printf("%ld\n", pairs);

  long total = 0;
  [[ptools::parallel(reduce=plus(total))]]
  for (int i = 0; i < n; ++i) {
    long row = i;
    [[ptools::parallel(reduce=plus(row))]]
    for (int j = 0; j < 200; ++j) row += (i ^ j) % 5;
    total += row;
  }
  std::printf("%ld\n", total);

  ptools::shared_array<int, 2> table(n, n);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int j = 0;
    while (j < n) {
      table(i, j) = i * j;
      ++j;
    }
  }
  long sum = 0;
  for (int i = 0; i < n; ++i) {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int j = 0; j < n; ++j) sum += table(i, j);
  }
  std::printf("%ld\n", sum);
}
