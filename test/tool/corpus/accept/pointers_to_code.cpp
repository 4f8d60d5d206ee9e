// Function pointers, member pointers, constant strings, and pointers that are null.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstring>
#include <functional>

struct point {
  double x, y;
  double length() const { return x + y; }
};

void by_function_pointer(double (*f)(double), double* out, int n) {
  // shape: canonical, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = f(i);
}

void by_member_pointer(const point* points, double point::*coordinate,
                       double (point::*method)() const, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = points[i].*coordinate + (points[i].*method)();
}

int constant_text(const char* text, int n) {
  const char* const vowels = "aeiou";
  int count = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    count += std::strchr(vowels, text[i]) != nullptr;
  return count;
}

void optional_weights(const double* weights, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] *= weights != nullptr ? weights[i] : 1.0;
}

template <class Operation>
void combine(const double* a, const double* b, double* out, int n, Operation operation) {
  // shape: canonical, template, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = operation(a[i], b[i]);
}
void combine_all(const double* a, const double* b, double* out, int n) {
  combine(a, b, out, n, std::plus<>{});
  combine(a, b, out, n, std::multiplies<double>{});
}
