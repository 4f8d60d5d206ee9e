#ifndef SUM_LOOP_HPP
#define SUM_LOOP_HPP

#include <ptools/ptools.hpp>

inline int header_factor = 2;

inline long header_sum(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) s += i * header_factor;
  return s;
}

template <class T>
T template_sum(T start, int n) {
  [[ptools::parallel(reduce=plus(start))]]
  for (int i = 0; i < n; ++i) start += static_cast<T>(i);
  return start;
}

#endif
