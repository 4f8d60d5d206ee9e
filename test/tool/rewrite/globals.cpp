// Mutable globals that the body or a visible callee reads are brought up to date.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <vector>

namespace {
double factor = 1;
}
namespace model {
int depth = 2;
std::vector<double> table;
const int fixed = 3;
} // namespace model

static double scaled(double x) { return x * factor; }

void use(double* a, int n) {
  factor = n;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = scaled(model::table[i]) + model::depth + model::fixed;
}
// CHECK: ::ptools::generated::no_flags}
// CHECK: globals(::ptools::generated::global("::factor", ::factor), ::ptools::generated::global("::model::table", ::model::table), ::ptools::generated::global("::model::depth", ::model::depth))
