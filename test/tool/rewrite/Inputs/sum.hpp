#pragma once
#include "inner/scale.hpp"

template <class T>
T sum_of(const T* a, int n) {
  T s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += scaled(a[i]);
  return s;
}
