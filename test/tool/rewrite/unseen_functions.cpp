// Loops that call what may be in another file say so; not those that call libraries only. 'globals()'
// states that what such functions write is no matter.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <algorithm>
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
  for (int i = 0; i < n; ++i) {
    double few[3] = {1, 2, 3};
    std::transform(few, few + 3, few, pointer);
    a[i] = few[2];
  }
  // CHECK: unseen_functions};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double few[3] = {1, 2, 3};
    std::transform(few, few + 3, few, here);
    a[i] = few[2];
  }
  // CHECK: driver_may_run};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = std::sqrt(here(i));
  // CHECK: driver_may_run};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = ptools::myid();
  // CHECK: no_flags};
  [[ptools::parallel(globals())]]
  for (int i = 0; i < n; ++i) a[i] = elsewhere(i);
  // CHECK: unseen_functions | ::ptools::generated::globals_stated};
  [[ptools::parallel(globals(), globals(rate))]]
  for (int i = 0; i < n; ++i) a[i] = elsewhere(i);
  // CHECK: globals_stated};
  // CHECK: globals(::ptools::generated::global("::rate", ::rate))
}
