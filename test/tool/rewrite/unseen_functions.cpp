// Loops that call what may be in another file say so; not those that call libraries only, nor those
// for which 'globals()' states that it is no matter.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <cmath>

double elsewhere(double);
double rate = 1;
struct shape {
  virtual double area() const = 0;
};

static double here(double x) { return x * 2; }
static int first() {
  static int made = static_cast<int>(rate);
  return made;
}

void use(double* a, int n, double (*pointer)(double), const shape& s) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = elsewhere(i);
  // CHECK: unseen_functions}; static_cast<void>(&::ptools::generated::unseen<>::expected);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = pointer(i);
  // CHECK: unseen_functions};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = s.area();
  // CHECK: unseen_functions};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = first();
  // CHECK: unseen_functions};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = std::sqrt(here(i));
  // CHECK: driver_may_run};
  [[ptools::parallel(globals())]]
  for (int i = 0; i < n; ++i) a[i] = elsewhere(i);
  // CHECK: no_flags};
  // CHECK-NOT: expected
  [[ptools::parallel(globals(), globals(rate))]]
  for (int i = 0; i < n; ++i) a[i] = elsewhere(i);
  // CHECK: no_flags};
  // CHECK: globals(::ptools::generated::global("::rate", ::rate))
}
