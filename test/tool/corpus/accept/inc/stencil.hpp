#ifndef CORPUS_STENCIL_HPP
#define CORPUS_STENCIL_HPP

#include "weights.hpp"

#include <ptools/ptools.hpp>

namespace corpus {

inline void smooth(const double* in, double* out, int n) {
  // shape: canonical, header, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    out[i] = weights::side * in[i - 1] + weights::middle * in[i] + weights::side * in[i + 1];
}

template <class T>
T sum_of(const T* in, int n) {
  T sum{};
  // shape: canonical, header, template, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += in[i];
  return sum;
}

class buffer {
public:
  buffer(double* data, int size) : data_(data), size_(size) {}

  void negate() {
    // shape: canonical, header, this, this-member-write, captured-write, bound-member
    [[ptools::parallel]]
    for (int i = 0; i < size_; ++i)
      data_[i] = -data_[i];
  }

private:
  double* data_;
  int size_;
};

} // namespace corpus

#endif
