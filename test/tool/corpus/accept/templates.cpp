// Loops in templates.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstddef>
#include <vector>

template <class T>
void scale(T* a, int n, T by) {
  // shape: canonical, template, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] *= by;
}
template void scale<double>(double*, int, double);
template void scale<float>(float*, int, float);

template <class T>
T total(const std::vector<T>& v) {
  T sum{};
  // shape: canonical, template, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < v.size(); ++i)
    sum += v[i];
  return sum;
}

double use_total(const std::vector<int>& a, const std::vector<double>& b) {
  return total(a) + total(b);
}

template <int Order, class Real = double>
class stencil {
public:
  explicit stencil(Real* data) : data_(data) {}

  void apply(const Real* in, int n) {
    // shape: canonical, template, this, this-member-write, low-bound, captured-write, inner-loop
    [[ptools::parallel]]
    for (int i = Order; i < n - Order; ++i) {
      Real sum{};
      for (int k = -Order; k <= Order; ++k)
        sum += in[i + k];
      data_[i] = sum / (2 * Order + 1);
    }
  }

  template <class F>
  void transform(int n, F f) {
    // shape: canonical, template, this, this-member-write, captured-write, calls-user
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      data_[i] = f(data_[i]);
  }

private:
  Real* data_;
};

void use_stencil(double* data, const double* in, int n) {
  stencil<2> s(data);
  s.apply(in, n);
  s.transform(n, [](double x) { return x * 0.5; });
  stencil<3>(data).apply(in, n);
}

template <class Array, class Function>
void fill_by(Array& to, Function f) {
  // shape: canonical, template, bound-call, captured-write, calls-user
  [[ptools::parallel]]
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] = f(i);
}

void use_fill_by(ptools::shared_array<double>& a,
                 std::vector<int, ptools::shared_allocator<int>>& b) {
  fill_by(a, [](std::size_t i) { return 2.0 * static_cast<double>(i); });
  fill_by(b, [](std::size_t i) { return static_cast<int>(i); });
}

template <class Index, Index N>
Index constant_bound(Index* out) {
  Index sum = 0;
  // shape: canonical, template, reduction, captured-write, raw-write
  [[ptools::parallel(reduce=plus(sum))]]
  for (Index i = 0; i < N; ++i) {
    out[i] = i;
    sum += i;
  }
  return sum;
}
template long constant_bound<long, 100>(long*);
template unsigned constant_bound<unsigned, 7>(unsigned*);

template <class T>
struct is_small {
  static constexpr bool value = sizeof(T) <= 4;
};

template <class T>
void halve(T* a, std::size_t n) {
  // shape: canonical, template, captured-write, raw-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; ++i) {
    if constexpr (is_small<T>::value)
      a[i] = static_cast<T>(a[i] / 2);
    else
      a[i] /= 2;
  }
}
void use_halve(float* a, double* b, std::size_t n) {
  halve(a, n);
  halve(b, n);
}
