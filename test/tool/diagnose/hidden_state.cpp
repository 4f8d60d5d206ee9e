// State that changes behind const: mutable members, mutable closures, const_cast.
// RUN: %check %s
#include <ptools/ptools.hpp>

struct counting {
  mutable int calls = 0;
  int get() const {
    ++calls;
    return 1;
  }
  int quiet() const { return calls; }
};

void changed(double* a, int n) {
  const counting c;
  int start = 0;
  auto next = [start]() mutable { return ++start; };
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = c.get(); // expected: PT0026 "'c'"
    a[i] += next(); // expected: PT0026 "'next'"
    const_cast<int&>(c.calls) = i; // expected: PT0024 "'c"
  }
}

void accepted(double* a, int n) {
  const counting c;
  // accepted: PT0026
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    counting own;
    a[i] = own.get() + c.quiet();
    int start = i;
    auto next = [start]() mutable { return ++start; };
    a[i] += next();
  }
}
