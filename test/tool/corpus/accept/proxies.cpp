// Proxies: vector<bool>, bitset, valarray, optional, tuple, and expression templates.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <bitset>
#include <cstddef>
#include <optional>
#include <tuple>
#include <valarray>
#include <vector>

int count_set(std::vector<bool> flags) {
  int count = 0;
  // shape: canonical, bound-call, reduction, nonconst-method, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < flags.size(); ++i)
    count += flags[i] ? 1 : 0;
  return count;
}

int count_bits(std::bitset<128> bits, int n) {
  int count = 0;
  // shape: canonical, reduction, nonconst-method
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    if (bits[i % 128])
      ++count;
  return count;
}

double optional_and_tuple(std::optional<double> scale, std::tuple<int, double> t, int n) {
  double sum = 0.0;
  // shape: canonical, reduction, nonconst-method
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += *scale * std::get<1>(t) + scale.value() + std::get<0>(t);
  return sum;
}

// An expression template over pointers into shared memory.
struct vec {
  const double* data;
  double operator[](std::size_t i) const { return data[i]; }
};
template <class L, class R>
struct sum_of {
  L left;
  R right;
  double operator[](std::size_t i) const { return left[i] + right[i]; }
};
template <class L, class R>
sum_of<L, R> operator+(L l, R r) {
  return {l, r};
}

void evaluate(vec a, vec b, vec c, double* out, std::size_t n) {
  const auto expression = a + b + c;
  // shape: canonical, captured-write, raw-write, template
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; ++i)
    out[i] = expression[i];
}

void evaluate_in_body(vec a, vec b, double* out, std::size_t n) {
  // shape: canonical, captured-write, raw-write, template
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; ++i)
    out[i] = (a + b)[i];
}

// A proxy object that assigns through a pointer.
struct reference_to {
  double* where;
  const reference_to& operator=(double x) const {
    *where = x;
    return *this;
  }
  operator double() const { return *where; }
};
struct strided {
  double* data;
  int stride;
  reference_to operator[](int i) const { return {data + i * stride}; }
};

void through_proxy(strided s, int n) {
  // shape: canonical, captured-write, class-accessor-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    s[i] = s[i] * 2.0;
}
