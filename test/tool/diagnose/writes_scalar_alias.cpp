// Writes to captured variables through references and pointers that the body makes.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <utility>

struct point {
  double x, y;
};

void through_reference(const int* a, int n) {
  int last = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int& where = last;
    where = a[i]; // expected: PT0024 "'last'"
  }
}

void through_pointer(const int* a, int n) {
  int last = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int* where = &last;
    *where = a[i]; // expected: PT0024 "'last'"
  }
}

void through_lambda(const int* a, int n) {
  int last = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const auto set = [&] {
      last = a[i]; // expected: PT0024 "'last'"
    };
    set();
  }
}

void through_binding(const double* a, int n) {
  point p{0, 0};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto& [x, y] = p;
    x = a[i]; // expected: PT0024 "'p'"
    static_cast<void>(y);
  }
}

void outer_reference(const int* a, int n, int& last) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    last = a[i]; // expected: PT0024 "'last'"
}

void accepted(const int* a, int* out, int n, const int& offset) {
  int start = 3;
  // accepted: PT0024
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int last = start;
    int& where = last;
    where += a[i];
    int* p = &last;
    *p += offset;
    const int& read = start;
    out[i] = last + read;
  }
}
