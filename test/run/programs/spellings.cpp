// Other ways to write the annotation: [[using]], lists, line breaks, braces or none, labels.
#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  const int n = 300;
  long s = 0;
  [[using ptools: parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) s += i;

  [[ ptools :: parallel
     ( reduce = plus ( s ) ,
       schedule = dynamic ( 3 ) ) ]]
  for (int i = 0;
       i < n;   // a comment
       ++i)
  {
    s += i; /* another */
  }

  if (n > 10)
    [[ptools::parallel(reduce=plus)]] for (int i = 0; i < n; ++i) s += 2 * i;
  else
    s = 0;

  for (int round = 0; round < 2; ++round)
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i)
      if (i % 2)
        s += i;
      else
        s -= i;

  switch (n) {
  case 300: {
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i) { s += 1; }
    break;
  }
  default:
    s = -1;
  }
  std::printf("%ld %d\n", s, __LINE__);
}
