#ifndef SCALE_HPP
#define SCALE_HPP
#include "deeper.hpp"
template <class T>
T scaled(T x) {
  return x * deeper_factor;
}
#endif
