// Defects in templates are reported once, at the user's line.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

template <class T>
T broken(const std::vector<T>& v) {
  T last{};
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    last = v[i]; // expected: PT0024 "'last'"
  return last;
}

template <class Array>
void depends_on_the_type(Array& a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 1; // expected: PT0025 "'a'"
}

template <class Array>
void accepted(Array& a, int n) {
  // accepted: PT0025
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 1;
}

int use() {
  std::vector<int> v(10);
  ptools::shared_array<int> s(10);
  depends_on_the_type(v, 10);
  accepted(s, 10);
  return broken(v) + static_cast<int>(broken(std::vector<double>(3)));
}
