// The ways to add that the clause accepts; plus also stands for subtraction.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  long added = 1, taken = 2, counted = 3, counted_after = 4, left = 5, right = 6, down = 7;
  [[ptools::parallel(reduce=plus(added, taken, counted, counted_after), reduce=plus(left),
                     reduce=plus(right, down))]]
  for (int i = 0; i < 10'000; ++i) {
    added += i;
    taken -= 2 * i;
    ++counted;
    if (i % 3 == 0) counted_after++;
    left = left + i % 5;
    right = i % 7 + right;
    if (i % 2) --down;
  }
  std::printf("%ld %ld %ld %ld %ld %ld %ld\n", added, taken, counted, counted_after, left, right,
              down);
}
