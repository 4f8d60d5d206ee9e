// No blank around the colon of a range-for.
// RUN: %rewritten
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <vector>

long sum(const std::vector<int>& values) {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for(auto x:values)s+=x;
  return s;
}
