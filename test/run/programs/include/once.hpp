#pragma once
#include "sum_loop.hpp"

struct summer {
  int n;
  long run() const {
    long s = header_sum(1);
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) s += 3 * i;
    return s;
  }
};
