// Loops in templates that this file never instantiates, as in a header-only library.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstddef>

template <class T>
void clear(T* a, std::size_t n) {
  // shape: canonical, template, captured-write, raw-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < n; ++i)
    a[i] = T{};
}

template <class Real>
class accumulator {
public:
  Real sum(const Real* a, int n) const {
    Real result = offset_;
    // shape: canonical, template, raw-read, reduction
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i)
      result += a[i];
    return result;
  }

private:
  Real offset_{};
};

template <class T, class F>
void apply(T* a, int n, F f) {
  // shape: canonical, template, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = f(a[i], i);
}
