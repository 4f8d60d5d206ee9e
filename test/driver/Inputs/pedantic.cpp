#include <ptools/ptools.hpp>

int main() {
  long s = 0;
  [[ptools::parallel(reduce = plus(s))]]
  for (int i = 0; i < 100; ++i) s += i;
  return s == 4950 ? 0 : 1;
}
